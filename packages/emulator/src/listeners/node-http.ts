const http: typeof import('node:http') = process.getBuiltinModule('node:http')
const https: typeof import('node:https') = process.getBuiltinModule('node:https')

/**
 * Node's HTTP servers. They are not imported, because an ES module's import of `node:http` reads all that it exports, and
 * so loads the HTTP client behind `WebSocket` and its events: 35 ms of processor time and 10 MB that a server has no use for.
 */
export const createHttpServer: typeof http.createServer = http.createServer
export const createHttpsServer: typeof https.createServer = https.createServer
/** Reason phrases by status. */
export const statusTexts: typeof http.STATUS_CODES = http.STATUS_CODES
