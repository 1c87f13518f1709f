import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('whoever cannot see a part come is told that it is on its way', () => {
  const silent = globSync('apps/web/src/**/*.tsx').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/fallback=\{(?!\s*<Waiting>).*/g)].map(
      ([line]) => `${file}: ${line}`,
    ),
  )
  expect(silent).toEqual([])
})
