import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { secretNames } from './settings/operator-settings.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const pages = globSync(['*.md', 'docs/**/*.md', '{apps,packages}/*/src/**/*.md'], { cwd: ROOT })
const text = (page: string) => readFileSync(join(ROOT, page), 'utf8')

/** Where a heading is found: "## Keys and secrets" at "#keys-and-secrets". */
const anchorsOf = (page: string) =>
  [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  )

function deadLinks(page: string): string[] {
  const links = [...text(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
  return links
    .filter(([, path = '', anchor]) => {
      const target = path === '' ? page : join(dirname(page), path)
      return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
    })
    .map(([link]) => link)
}

const scripts = Object.keys((JSON.parse(text('package.json')) as { scripts: object }).scripts)
const tests = globSync('{apps,packages}/*/src/**/*.test.{ts,tsx}', { cwd: ROOT })
const specs = globSync('e2e/tests/*.ts', { cwd: ROOT })

/** What follows a command up to the end of its code, but for options and places to fill in. */
const namedAfter = (page: string, command: string) =>
  [...text(page).matchAll(new RegExp(`${command} -- ([^\`#|\\n]+)`, 'g'))]
    .flatMap(([, words = '']) => words.trim().split(/\s+/))
    .filter((word) => /^[\w./-]+$/.test(word) && !word.startsWith('-') && !/bookmarks/.test(word))

describe.each(pages)('%s', (page) => {
  test('links to what is there', () => {
    expect(deadLinks(page)).toEqual([])
  })

  test('names commands and tests that there are', () => {
    const run = [...text(page).matchAll(/(?<!p)npm run (?:-s )?([\w-]+)/g)].map(([, name = '']) => name)
    expect(run.filter((name) => !scripts.includes(name))).toEqual([])
    const isIn = (files: readonly string[]) => (word: string) => !files.some((file) => file.includes(word))
    expect(namedAfter(page, 'npm test').filter(isIn(tests))).toEqual([])
    expect(namedAfter(page, 'npm run e2e').filter(isIn(specs))).toEqual([])
  })
})

test.each(['README.md', '.env.production.example'])(
  '%s names every setting that may stand in a file',
  (page) => {
    const named: readonly string[] = text(page).match(/\b[A-Z\d_]+_FILE\b/g) ?? []
    expect(secretNames.map((name) => `${name}_FILE`).filter((name) => !named.includes(name))).toEqual([])
  },
)
