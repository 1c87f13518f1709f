import { describe, expect, test } from 'vitest'
import { domainOf, hostOf } from './host.ts'

describe('a website is named as people type it', () => {
  test.each([
    ['tideandfennel.example', 'tideandfennel.example'],
    ['https://TideAndFennel.example/cart?x=1#y', 'tideandfennel.example'],
    ['http://www.tideandfennel.example', 'www.tideandfennel.example'],
    ['tideandfennel.example.', 'tideandfennel.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['shop.tideandfennel.co.uk/path', 'shop.tideandfennel.co.uk'],
  ])('%s', (typed, host) => {
    expect(hostOf(typed)).toBe(host)
  })

  test.each([
    ['127.0.0.1', 'not the number of a machine'],
    ['2130706433', 'not the number of a machine'],
    ['0x7f.1', 'not the number of a machine'],
    ['[::1]', 'not the number of a machine'],
    ['localhost', 'Write the whole name'],
    ['printer', 'Write the whole name'],
    ['tideandfennel.example:8080', 'Leave out the port'],
    ['https://me:secret@tideandfennel.example', 'Leave out the name and password'],
    ['ftp://tideandfennel.example', 'Only websites can be scanned'],
    ['two words.example', 'Write the name of a website'],
    [`${'a'.repeat(300)}.example`, 'Write'],
  ])('%s is none', (typed, message) => {
    expect(() => hostOf(typed)).toThrow(message)
  })

  test('mail goes by the domain that somebody registered', () => {
    expect(domainOf('www.shop.tideandfennel.co.uk')).toBe('tideandfennel.co.uk')
  })
})
