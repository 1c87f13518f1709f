import { describe, expect, test } from 'vitest'
import { FileName } from './file-name.ts'

const kept = (name: string) => FileName.parse(name)
const refusal = (name: string) =>
  FileName.safeParse(name)
    .error?.issues.map(({ message }) => message)
    .join()

describe('the name of a file', () => {
  test.each([
    ['Invoice 1042.pdf', 'Invoice 1042.pdf'],
    ['  v1.2 draft.txt ', 'v1.2 draft.txt'],
    ['Bäckerei – Übersicht.csv', 'Bäckerei – Übersicht.csv'],
    ['Ba\u0308ckerei.csv', 'B\u00e4ckerei.csv'],
    ['Offer: 50 % "now"?.pdf', 'Offer- 50 % -now--.pdf'],
    ['請求書.pdf', '請求書.pdf'],
    ['فاتورة.pdf', 'فاتورة.pdf'],
    ['console.txt', 'console.txt'],
  ])('%j is kept as %j', (given, name) => {
    expect(kept(given)).toBe(name)
  })

  test.each([
    ['', 'Give the file a name'],
    ['   ', 'Give the file a name'],
    ['../../etc/passwd.txt', 'without folders'],
    ['C:\\temp\\a.pdf', 'without folders'],
    ['a/b.pdf', 'without folders'],
    ['a\u0000.pdf', 'holds a character that no name may have'],
    ['a\r\nSet-Cookie: x.pdf', 'holds a character that no name may have'],
    ['a\u2028.pdf', 'holds a character that no name may have'],
    ['a\ud800.pdf', 'holds a character that no name may have'],
    ['invoice\u202efdp.exe', 'invisible character (U+202E)'],
    ['in\u200bvoice.pdf', 'invisible character (U+200B)'],
    ['.htaccess', 'begins with a dot'],
    ['..pdf', 'begins with a dot'],
    ['a.pdf.', 'ends with a dot'],
    ['CON', 'Windows keeps this name'],
    ['con.txt', 'Windows keeps this name'],
    ['LPT1.tar.pdf', 'Windows keeps this name'],
    ['com¹.txt', 'Windows keeps this name'],
    [`${'a'.repeat(197)}.pdf`, 'too long'],
    [`${'請'.repeat(84)}.pdf`, 'too long'],
  ])('%j is refused', (name, words) => {
    expect(refusal(name)).toContain(words)
  })
})
