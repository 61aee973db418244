/** How to make clients trust a certificate authority, as lines to paste into the shell of a platform. */
export function trustHints(
  file: string,
  platform: NodeJS.Platform,
): readonly (readonly [client: string, line: string])[] {
  return [
    ['Node.js', setVariable('NODE_EXTRA_CA_CERTS', file, platform)],
    ['curl', setVariable('CURL_CA_BUNDLE', file, platform)],
    ['Python', setVariable('REQUESTS_CA_BUNDLE', file, platform)],
  ]
}

/** A line that sets a variable for the commands after it. */
export function setVariable(name: string, value: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? setInPowerShell(name, value) : setInPosixShell(name, value)
}

function setInPosixShell(name: string, value: string): string {
  const isPlain = /^[\w@%+=:,./-]+$/.test(value)
  return `export ${name}=${isPlain ? value : `'${value.replaceAll("'", "'\\''")}'`}`
}

function setInPowerShell(name: string, value: string): string {
  return `$env:${name} = '${value.replaceAll("'", "''")}'`
}
