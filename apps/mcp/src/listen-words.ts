interface Place {
  host: string
  port: number
  /** The setting that names the port. */
  setting: 'PORT' | 'MCP_PORT'
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Says in one sentence why an address could not be opened, and which setting names another. */
export function listenWords(error: unknown, { host, port, setting }: Place): string {
  const code = codeOf(error)
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program; set ${setting} to a free one, for example ${setting}=${port + 1}.`
  if (code === 'EACCES') return `This user may not open port ${port}; set ${setting} to 1024 or above.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is no address of this machine.`
  return `The address ${host}, port ${port}, could not be opened (${code ?? 'unknown reason'}).`
}
