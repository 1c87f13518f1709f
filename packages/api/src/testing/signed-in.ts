import type { SignIn, Tokens } from '../features/auth/schema.ts'

/** The tokens of a sign-in that asked for nothing more. */
export function signedIn(answer: SignIn): Tokens {
  if (answer.status !== 'signed_in') throw new Error('a second factor was asked for')
  const { status: _status, ...tokens } = answer
  return tokens
}
