import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { budgets } from '../vite/budgets.ts'
import { moduleBudgets } from '../vite/module-budgets.ts'

/** So many kB that compression cannot make smaller. */
const ballast = (kb: number) =>
  JSON.stringify(Buffer.from(crypto.getRandomValues(new Uint8Array(kb * 1_000))).toString('base64'))

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hub-budgets-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const page = '<script type="module" src="/main.js"></script>'

/** Builds a small app of these files under budgets of 20 kB at first, 10 kB for a lazy part and 5 kB of style. */
function buildOf(files: Record<string, string>, more: Partial<Parameters<typeof budgets>[0]> = {}) {
  for (const [name, source] of Object.entries({ 'index.html': page, ...files }))
    writeFileSync(join(root, name), source)
  return build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [budgets({ entryKb: 20, routeKb: 10, cssKb: 5, ...more })],
  })
}

const says = (kb: number) => `console.log(${ballast(kb)})`

describe('the budgets of the build (WEB-3)', () => {
  it('let a light app pass', async () => {
    const files = { 'main.js': `${says(10)}; import('./lazy.js')`, 'lazy.js': says(5) }
    await expect(buildOf(files)).resolves.toBeDefined()
  })

  it('fail a build whose first download is too heavy', async () => {
    await expect(buildOf({ 'main.js': says(22) })).rejects.toThrow(
      /The entry is \d+\.\d kB, the limit is 20 kB/,
    )
  })

  it('count what the first download imports', async () => {
    const files = {
      'main.js': `import './shared.js'; import('./lazy.js'); ${says(12)}`,
      'shared.js': `export const shared = ${ballast(12)}; console.log(shared)`,
      'lazy.js': `import { shared } from './shared.js'; console.log(shared)`,
    }
    await expect(buildOf(files)).rejects.toThrow(/The entry is/)
  })

  it('fail a build with a lazy part that is too heavy', async () => {
    const files = { 'main.js': "import('./lazy.js')", 'lazy.js': says(15) }
    await expect(buildOf(files)).rejects.toThrow(/lazy.*\d+\.\d kB, the limit is 10 kB/)
  })

  it('let a part be heavier that has a budget of its own, and hold it to that', async () => {
    const files = { 'main.js': "import('./lazy.js')", 'lazy.js': says(15) }
    const name = join(root, 'lazy.js')
    await expect(buildOf(files, { ownKb: { [name]: 18 } })).resolves.toBeDefined()
    await expect(buildOf(files, { ownKb: { [name]: 12 } })).rejects.toThrow(/the limit is 12 kB/)
  })

  it('count for a lazy part only what it adds', async () => {
    const files = {
      'main.js': "import './shared.js'; import('./lazy.js')",
      'shared.js': `export const shared = ${ballast(15)}; console.log(shared)`,
      'lazy.js': "import { shared } from './shared.js'; console.log(shared.length)",
    }
    await expect(buildOf(files)).resolves.toBeDefined()
  })

  it('count for a part that is opened nothing that every page fetches while idle', async () => {
    const files = {
      'main.js': "import('./idle.js'); import('./opened.js')",
      'idle.js': "import { shared } from './shared.js'; console.log(shared)",
      'opened.js': "import { shared } from './shared.js'; console.log(shared.length)",
      'shared.js': `export const shared = ${ballast(6)}; console.log(shared, ${ballast(6)})`,
    }
    await expect(buildOf(files)).rejects.toThrow(/opened.*\d+\.\d kB/)
    await expect(buildOf(files, { idle: [join(root, 'idle.js')] })).rejects.toThrow(
      /budget: \S*idle\.js is [^;]*$/m,
    )
  })

  it('fail a build with a stylesheet that is too heavy', async () => {
    const files = { 'main.js': "import './main.css'", 'main.css': `a { content: ${ballast(8)} }` }
    await expect(buildOf(files)).rejects.toThrow(/\.css is \d+\.\d kB, the limit is 5 kB/)
  })
})

it('count what a page adds to the layout around it, also where that is a route.tsx', async () => {
  mkdirSync(join(root, 'routes/shop'), { recursive: true })
  const files = {
    'main.js': "import('./routes/shop/route.ts'); import('./routes/shop/shelf.ts')",
    'frame.js': `export const frame = ${ballast(8)}; console.log(frame)`,
    'routes/shop/route.ts': "import { frame } from '../../frame.js'; console.log(frame.length)",
    'routes/shop/shelf.ts': `import { frame } from '../../frame.js'; console.log(frame); ${says(8)}`,
  }
  await expect(buildOf(files)).resolves.toBeDefined()
})

describe('budgets of the pages of modules', () => {
  const declare = (page: string) => {
    mkdirSync(join(root, 'modules/shelf'), { recursive: true })
    mkdirSync(join(root, 'routes/_app/o.$org'), { recursive: true })
    writeFileSync(join(root, 'routes/_app/o.$org/shelf.tsx'), '')
    const budget = { page, kb: 80, because: 'It draws the shelf.' }
    writeFileSync(join(root, 'modules/shelf/budgets.json'), JSON.stringify([budget]))
  }

  it('come from their folders', () => {
    expect(moduleBudgets(root)).toEqual({})
    declare('o.$org/shelf')
    expect(moduleBudgets(root)).toEqual({ 'routes/_app/o.$org/shelf': 80 })
  })

  it('stop the build where there is no such page', () => {
    declare('o.$org/shelves')
    expect(() => moduleBudgets(root)).toThrow('There is no page "o.$org/shelves".')
  })
})
