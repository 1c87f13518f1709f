export interface Banner {
  address: string
  database: string
  mail: string
  /** One-time link that makes the first platform administrator. */
  adminLink: string | undefined
}

/** What the person who typed `npm start` sees. */
export function printBanner(banner: Banner): void {
  const lines = [
    ['Open', banner.address],
    ...(banner.adminLink ? [['First admin', `${banner.adminLink} (works once)`]] : []),
    ['Mail', banner.mail],
    ['Database', banner.database],
    ['Assistants', `${banner.address}/mcp (settings to copy are on the page “Connect”)`],
  ]
  const rows = lines.map(([name = '', value = '']) => `  ${name.padEnd(12)}${value}`)
  console.log(['', '  Smart AI Hub is ready.', '', ...rows, '', '  Ctrl-C stops it.', ''].join('\n'))
}

/** Why the hub did not start, in plain words. */
export function printFailure(problems: readonly string[]): void {
  console.error(['Smart AI Hub did not start.', ...problems.map((problem) => `  ${problem}`)].join('\n'))
}

/** Something the operator should know while the hub runs. */
export function printNotice(message: string): void {
  console.error(message)
}
