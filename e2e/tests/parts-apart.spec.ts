import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '../support/test.ts'

const web = fileURLToPath(new URL('../../apps/web/', import.meta.url))

/** Words that stand on the page of parts and nowhere else. */
const ofParts = ['There is no part of this name.', '/dev/parts?part=']

const scriptsOf = (dist: string): string => {
  const folder = join(web, dist, 'assets')
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
  return scripts.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}

test('what is built for everybody holds nothing of the page of parts', () => {
  const [app, parts] = [scriptsOf('dist'), scriptsOf('parts/dist')]
  for (const words of ofParts) {
    expect(parts.includes(words), `the page of parts says "${words}"`).toBe(true)
    expect(app.includes(words), `the app says "${words}"`).toBe(false)
  }
  expect(app.includes('dev/parts')).toBe(false)
})
