/** The shortest secret the hub derives its keys from, in bytes. */
export const SECRET_BYTES = 32

/** Long enough by itself is not enough: a repeated word is guessed at once. */
export function isWeak(secret: string): boolean {
  return Buffer.byteLength(secret) < SECRET_BYTES || new Set(secret).size < 10
}

const SAMPLE_WORDS = /change[-_ ]?me|replace[-_ ]?me|example|password|secret|postgres/i
const PASSWORD_BYTES = 12

/** Passwords of samples, and those that are guessed at once; an address without one proves itself in another way. */
function isWeakPassword(address: string | undefined): boolean {
  if (address === undefined) return false
  const { username, password } = new URL(address)
  if (password === '') return false
  const word = decodeURIComponent(password)
  return Buffer.byteLength(word) < PASSWORD_BYTES || word === username || SAMPLE_WORDS.test(word)
}

interface Careless {
  NODE_ENV: string
  HUB_SECRET?: string | undefined
  DATABASE_DIRECT_URL?: string | undefined
  DATABASE_URL?: string | undefined
  REDIS_URL?: string | undefined
  METRICS_TOKEN?: string | undefined
  OUTBOUND_MAP?: object | undefined
}

/** What is only careless on one's own machine. */
export function weakInProduction(settings: Careless): string[] {
  if (settings.NODE_ENV !== 'production') return []
  const problems: string[] = []
  if (settings.HUB_SECRET === undefined) {
    problems.push(
      'HUB_SECRET must be set in production; make one with: npm run hub -- secrets (or openssl rand -base64 48).',
    )
  }
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'REDIS_URL'] as const) {
    if (isWeakPassword(settings[name]))
      problems.push(
        `The password in ${name} is short or a sample; production needs ${PASSWORD_BYTES} random characters, made with: npm run hub -- secrets.`,
      )
  }
  for (const name of ['HUB_SECRET', 'METRICS_TOKEN'] as const) {
    if (settings[name] !== undefined && SAMPLE_WORDS.test(settings[name]))
      problems.push(`${name} is a sample; make your own with: npm run hub -- secrets.`)
  }
  if (settings.OUTBOUND_MAP !== undefined)
    problems.push('OUTBOUND_MAP is for development, so it must not be set in production; leave it out.')
  return problems
}
