import type { TestHub } from '../../testing/index.ts'
import { nativeOtp } from './adapters/native-otp.ts'
import { signIn, signUp } from './testing.ts'

const STEP_MS = 30_000

/** RFC 4648, as an authenticator app reads what was typed. */
export function fromBase32(text: string): Buffer {
  const bits = text
    .split('')
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** What an authenticator app shows at this moment. */
export const totpCode = (secret: string, at: Date): Promise<string> =>
  nativeOtp().code(fromBase32(secret), Math.floor(at.getTime() / STEP_MS))

/** A person with an authenticator app, signed in on the device that set it up. The code of the present step is spent. */
export async function signUpProtected(hub: TestHub) {
  const form = await signUp(hub)
  const { api, tokens } = await signIn(hub, form)
  const { secret } = await api.auth.secondFactor.beginTotp({})
  const { codes } = await api.auth.secondFactor.confirmTotp({ code: await totpCode(secret, hub.hub.now()) })
  return { ...form, api, tokens, secret, codes }
}
