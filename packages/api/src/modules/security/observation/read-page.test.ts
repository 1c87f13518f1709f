import { expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { readPage } from './read-page.ts'

const top =
  '<head><meta name=referrer content=no-referrer><script src=/a.js></script><script>const a = 1</script>'

test('a page says its policies, its scripts and who it belongs to', () => {
  const proof = '<meta name="hub-verify" content=" abc "><base href="/shop/">'
  expect(readPage(`<html>${top}${proof}<body>Hello`)).toMatchObject({
    referrers: ['no-referrer'],
    scripts: [{ src: '/a.js', integrity: null }],
    inline: ['const a = 1'],
    proofs: ['abc'],
    base: '/shop/',
  })
})

test.each([
  ['opens without end', '<b>'.repeat(2_600_000)],
  ['ends what never began', '<b>'.repeat(60_000) + '</i>'.repeat(1_900_000)],
])('a page that %s holds up nobody, and what stands before it counts', (_what, rest) => {
  const began = processorTime()
  expect(readPage(`${top}<body>${rest}`)).toMatchObject({ scriptElements: 2, referrers: ['no-referrer'] })
  expect(processorTime() - began).toBeLessThan(3_000)
})
