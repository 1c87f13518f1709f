import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { decodePage } from './charset.ts'

const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.codePointAt(0) ?? 0)
const utf8 = (text: string) => new TextEncoder().encode(text)
/** "Tee 5 €" as Windows writes it. */
const windows = latin1('Tee f\u00fcr 5 \u0080')
const SHIFT_JIS = latin1('<meta charset="Shift_JIS"><p>1,980\u0089\u007e</p>')

describe('the charset of a page (MKT-1)', () => {
  test.each<[string, Uint8Array, string, string, string]>([
    ['UTF-8 that nobody names', utf8('Tee für 5 €'), '', 'utf-8', 'Tee für 5 €'],
    [
      'UTF-8 under a wrong name',
      utf8('Tee für 5 €'),
      'text/html; charset=iso-8859-1',
      'utf-8',
      'Tee für 5 €',
    ],
    ['UTF-8 with a mark', utf8('\ufeff5 €'), 'text/html; charset=windows-1251', 'utf-8', '5 €'],
    ['Windows that nobody names', windows, '', 'windows-1252', 'Tee für 5 €'],
    ['Windows named Latin', windows, 'text/html;charset="ISO-8859-1"', 'windows-1252', 'Tee für 5 €'],
    ['Windows named UTF-8', windows, 'text/html; charset=utf-8', 'windows-1252', 'Tee für 5 €'],
    ['Windows under a name of nothing', windows, 'text/html; charset=x-none', 'windows-1252', 'Tee für 5 €'],
    [
      'Japanese by its own word',
      SHIFT_JIS,
      'text/html',
      'shift_jis',
      '<meta charset="Shift_JIS"><p>1,980円</p>',
    ],
    [
      'Russian by the server',
      latin1('\u00d0\u00f3\u00e1\u00eb\u00fc'),
      'text/html; charset=windows-1251',
      'windows-1251',
      'Рубль',
    ],
    ['two bytes a letter', latin1('\u00ff\u00fe5\0 \0\u00ac\u0020'), '', 'utf-16le', '5 €'],
    ['two bytes, said by one', latin1('<meta charset="utf-16">5'), '', 'utf-8', '<meta charset="utf-16">5'],
    ['nothing', new Uint8Array(), '', 'windows-1252', ''],
  ])('is found for %s', (...[, bytes, contentType, charset, html]) => {
    expect(decodePage(bytes, contentType)).toEqual({ html, charset })
  })

  test('stays UTF-8 where the page is cut in the middle of a letter, or one byte of many is broken', () => {
    const bytes = utf8('für 5 €')
    expect(decodePage(bytes.subarray(0, -1))).toEqual({ html: 'für 5 ', charset: 'utf-8' })
    const broken = new Uint8Array([...utf8('für Öl und Käse '), 0x80])
    expect(decodePage(broken, 'text/html; charset=utf-8').html).toBe('für Öl und Käse \ufffd')
  })

  test('is found in good time in bytes of any kind', () => {
    const began = processorTime()
    expect(decodePage(latin1('<meta '.repeat(1_000_000))).charset).toBe('windows-1252')
    expect(decodePage(new Uint8Array(10_000_000).fill(0xff)).charset).toBe('windows-1252')
    expect(processorTime() - began).toBeLessThan(5_000)
  })
})
