import { describe, expect, test } from 'vitest'
import { cookiesKept } from './cookie-jar.ts'

const answer = (url: string, ...lines: string[]) => ({
  url,
  headers: lines.map((line) => ['set-cookie', line] as const),
})

describe('cookies that a browser keeps (SEC-1)', () => {
  test('one that is set again, better, takes the place of the one before', () => {
    const answers = [
      answer('https://tide.example/', 'sess=; Path=/'),
      answer('https://tide.example/en/', 'sess=; Path=/; Secure; HttpOnly', 'lang=; Secure'),
    ]
    expect(cookiesKept(answers)).toEqual(['sess=; Path=/; Secure; HttpOnly', 'lang=; Secure'])
  })

  test('those of another folder, host or domain are others', () => {
    const answers = [
      answer('https://tide.example/', 'sess=', 'sess=; Path=/shop'),
      answer('https://www.tide.example/', 'sess=; Secure', 'sess=; Domain=.tide.example; Secure'),
    ]
    expect(cookiesKept(answers)).toEqual([
      'sess=; Domain=.tide.example; Secure',
      'sess=; Path=/shop',
      'sess=; Secure',
    ])
  })

  test('those for a name that is not the host’s are refused', () => {
    const lines = ['a=; Domain=other.example', 'b=; Domain=co.uk', 'c=; Domain=ide.co.uk', 'd=; Domain=']
    expect(cookiesKept([answer('https://tide.co.uk/', ...lines)])).toEqual(['d=; Domain='])
  })

  test('a hostile site is kept no more than others', () => {
    const lines = Array.from({ length: 500 }, (_, at) => `c${at}=`)
    expect(cookiesKept([answer('https://tide.example/', ...lines)])).toHaveLength(50)
  })
})
