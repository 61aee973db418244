// The limit of a token endpoint on Node.js: reads a form, signs a token of the emulator's size, answers. It judges nothing.
import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { listen } from '../support/listen.ts'

// Not imported: an import of node:http reads all that it exports, and so loads the HTTP client behind WebSocket as well.
const { createServer } = process.getBuiltinModule('node:http')
const lifetimeSeconds = 3_600
const key = createPrivateKey(readFileSync(process.argv[2] ?? '', 'utf8'))
const tenantId = '00000000-0000-4000-8000-000000000000'
const objectId = '22222222-2222-4222-8222-222222222222'
const issuer = `https://localhost:8443/${tenantId}/`
const keyId = randomBytes(20).toString('base64url')
const header = encode({ typ: 'JWT', alg: 'RS256', x5t: keyId, kid: keyId })

function issueToken(clientId: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    aud: 'https://localhost:8444',
    iss: issuer,
    iat: now,
    nbf: now,
    exp: now + lifetimeSeconds,
    aio: randomBytes(33).toString('base64url'),
    appid: clientId,
    appidacr: '1',
    idp: issuer,
    oid: objectId,
    rh: randomBytes(30).toString('base64url'),
    sub: objectId,
    tid: tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
  }
  const input = `${header}.${encode(claims)}`
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
    const accessToken = issueToken(form.get('client_id') ?? '')
    const answer = JSON.stringify({ token_type: 'Bearer', expires_in: lifetimeSeconds, access_token: accessToken })
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) })
      .end(answer)
  })
})
const origin = await listen(server)

const form = {
  grant_type: 'client_credentials',
  client_id: '11111111-1111-4111-8111-111111111111',
  client_secret: 'sample-secret-of-the-benchmark',
  scope: 'https://localhost:8444/.default',
}
console.log(JSON.stringify({ url: `${origin}/token`, form }))
