import { AppError } from '../../shared/errors.ts'
import type { PasswordPolicy } from './schema.ts'

const MIN_LENGTH: Record<PasswordPolicy, number> = { default: 8, passphrase: 15 }
/** Shorter words occur inside too many good passwords by chance. */
const MIN_CONTEXT_WORD = 4

const product = ['smart ai hub', 'smartaihub']

/** Words an attacker tries first for this person: their names, address and company (ASVS 6.2.11). */
function contextWords(texts: readonly string[]): string[] {
  // The last part of an address, such as com, says nothing about the person.
  const named = texts.map((text) => (text.includes('@') ? text.replace(/\.[^.@]+$/, '') : text))
  const words = named.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
  return [...product, ...words.map((word) => word.toLowerCase().trim())].filter(
    (word) => Array.from(word).length >= MIN_CONTEXT_WORD,
  )
}

/** "Summer2026!" is "summer" with decoration, which every cracking tool tries. */
const undecorated = (password: string) => password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

interface Candidate {
  password: string
  context: readonly string[]
  common: ReadonlySet<string>
}

/** What is wrong with a new password, in plain words; undefined when nothing is (AUTH-1). */
function passwordFault(policy: PasswordPolicy, { password, context, common }: Candidate): string | undefined {
  const lower = password.normalize('NFKC').toLowerCase()
  if (Array.from(password).length < MIN_LENGTH[policy])
    return `Use at least ${MIN_LENGTH[policy]} characters.`
  if (policy === 'default' && !/\p{N}/u.test(password)) return 'Add a digit.'
  if (policy === 'default' && !/[^\p{L}\p{N}\s]/u.test(password))
    return 'Add a special character, such as ! or -.'
  if (common.has(lower) || common.has(undecorated(lower)))
    return 'This password is one of those tried first. Choose another one.'
  if (new Set(lower).size < 4) return 'Use more different characters.'
  const found = context.find((word) => lower.includes(word))
  if (found !== undefined) return `Leave out "${found}": it is easy to guess for you.`
  return undefined
}

let common: Promise<ReadonlySet<string>> | undefined

/** Some 49,000 leaked passwords; two megabytes that only a process that sets passwords loads. */
const commonPasswords = (): Promise<ReadonlySet<string>> =>
  (common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  ))

/** Throws BAD_REQUEST that names the field. */
export async function checkNewPassword(
  policy: PasswordPolicy,
  password: string,
  context: readonly string[],
): Promise<void> {
  const message = passwordFault(policy, {
    password,
    context: contextWords(context),
    common: await commonPasswords(),
  })
  if (message !== undefined)
    throw new AppError('BAD_REQUEST', {
      message: `Password: ${message}`,
      issues: [{ path: 'password', message }],
    })
}
