import { describe, expect, test } from 'vitest'
import type { OtpProvider } from '../ports.ts'
import { nativeOtp } from './native-otp.ts'
import { osloOtp } from './oslo-otp.ts'

const providers: [string, () => OtpProvider][] = [
  ['oslo', osloOtp],
  ['native', nativeOtp],
]

/** One contract for both, so that either can be taken out (notes on identity, section 4). */
describe.each(providers)('%s makes one-time passwords', (_name, make) => {
  const rfcSecret = Buffer.from('12345678901234567890')

  test('gives the codes of RFC 4226, appendix D', async () => {
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, counter) => make().code(rfcSecret, counter)),
    )
    expect(codes).toEqual([
      '755224',
      '287082',
      '359152',
      '969429',
      '338314',
      '254676',
      '287922',
      '162583',
      '399871',
      '520489',
    ])
  })

  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('gives the code of RFC 6238, appendix B, at %i s, cut to six digits', async (seconds, code) => {
    await expect(make().code(rfcSecret, Math.floor(seconds / 30))).resolves.toBe(code)
  })
})
