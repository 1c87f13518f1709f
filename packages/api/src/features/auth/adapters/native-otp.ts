import { createHmac } from 'node:crypto'
import type { OtpProvider } from '../ports.ts'

/** HOTP by Node itself (RFC 4226, section 5.3): the proof that oslo can be taken out in one line. */
export const nativeOtp = (): OtpProvider => ({
  async code(secret, counter) {
    const text = Buffer.alloc(8)
    text.writeBigUInt64BE(BigInt(counter))
    const mac = createHmac('sha1', secret).update(text).digest()
    const offset = (mac.at(-1) ?? 0) & 0xf
    const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff
    return String(number % 1_000_000).padStart(6, '0')
  },
})
