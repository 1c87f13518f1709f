import { generateHOTP } from 'oslo/otp'
import type { OtpProvider } from '../ports.ts'

/** HOTP by oslo, which is finished upstream; `native-otp.ts` gives the same codes. Its TOTP check has no replay guard and is not used. */
export const osloOtp = (): OtpProvider => ({
  code: (secret, counter) => generateHOTP(new Uint8Array(secret), counter, 6),
})
