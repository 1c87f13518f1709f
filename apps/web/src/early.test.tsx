import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { build } from 'vite'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addressesOf, early } from '../vite/early.ts'
import { earlyAnswer } from './early-answer.ts'
import { createHubs } from './trpc.ts'

/** As the router's plugin names the part of a route that is fetched by itself. */
const SPLIT = '?tsr-split=component'

const files = {
  'index.html': '<head></head><script type="module" src="/src/main.js"></script>',
  'src/main.js': `import './shared.js'
    addEventListener('a', () => import('./routes/sign-in.tsx${SPLIT}'))
    addEventListener('b', () => import('./routes/_app/o.$org/index.tsx${SPLIT}'))`,
  'src/shared.js': 'globalThis.shared = true',
  'src/routes/sign-in.tsx': "import { field } from '../field.js'; document.title = field",
  'src/routes/_app/o.$org/index.tsx': "document.title = 'Dashboard'",
  'src/field.js': "export const field = 'Password'",
}

async function builtScript(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'hub-early-'))
  try {
    for (const [name, source] of Object.entries(files)) {
      mkdirSync(join(root, name, '..'), { recursive: true })
      writeFileSync(join(root, name), source)
    }
    const output = { codeSplitting: { groups: [{ name: 'field', test: /field\.js/ }] } }
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [early()],
      build: { rolldownOptions: { output } },
    })
    expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toMatch(/<script[^>]*src="\/early\.js"/)
    return readFileSync(join(root, 'dist/early.js'), 'utf8')
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

let script = ''
beforeAll(async () => void (script = await builtScript()))

const requests: { url: string; headers: Headers }[] = []
beforeEach(() => {
  requests.length = 0
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    requests.push({ url, headers: new Headers(init?.headers) })
    return new Promise<Response>(() => undefined)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  window.hubEarly = undefined
  document.head.replaceChildren()
  history.replaceState(null, '', '/')
})

/** Runs it as the browser does at this address. @returns the files it fetches. */
function runAt(path: string): string[] {
  history.replaceState(null, '', path)
  runInThisContext(script)
  return [...document.head.querySelectorAll('link[rel=modulepreload]')].map(
    (link) => link.getAttribute('href')?.replace(/-[\w-]{8}\.js$/, '') ?? '',
  )
}

describe('what is fetched beside the program (WEB-3)', () => {
  it('is the code of the page at this address, with what it imports', () => {
    expect(runAt('/sign-in?next=%2Fo%2Fx').toSorted()).toEqual(['/assets/field', '/assets/sign-in'])
  })

  it('is nothing at an address without a page', () => {
    expect(runAt('/nothing/here')).toEqual([])
  })

  it('is who is signed in, behind the sign-in only', () => {
    runAt('/sign-in')
    expect(requests).toEqual([])
    runAt('/o/tide-fennel')
    expect(requests.map(({ url }) => url)).toEqual([window.hubEarly?.url])
  })

  it('is asked in the very words of the program, and answers it once', async () => {
    runAt('/o/tide-fennel')
    const { account } = createHubs()
    void account.queryClient.prefetchQuery(account.trpc.auth.me.queryOptions({}))
    // The link collects calls for a moment.
    await vi.waitFor(() => expect(window.hubEarly).toBeUndefined())
    expect(requests).toHaveLength(1)
    account.queryClient.clear()
    void account.queryClient.prefetchQuery(account.trpc.auth.me.queryOptions({}))
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    const [before, after] = requests
    expect(before?.url).toBe(after?.url)
    for (const [name, value] of before?.headers ?? []) expect(after?.headers.get(name)).toBe(value)
  })

  it('answers nothing else', () => {
    runAt('/o/tide-fennel')
    expect(earlyAnswer('/trpc/auth.sessions?batch=1')).toBeUndefined()
    expect(window.hubEarly).toBeDefined()
  })
})

describe('the addresses of a route file', () => {
  it.each([
    ['sign-in', ['/sign-in', '/sign-in/x', '/sign-inx']],
    ['_app/o.$org', ['/o/tide', '/o/tide/tasks', '/o']],
    ['_app/o.$org/index', ['/o/tide', '/o/tide/', '/o/tide/tasks']],
    ['_app/o.$org/assistant/$conversation', ['/o/a/assistant/1', '/o/a/assistant/1/', '/o/a/assistant']],
    ['_app/admin/route', ['/admin', '/admin/users', '/administrator']],
  ])('%s', (route, addresses) => {
    const pattern = new RegExp(addressesOf(route))
    expect(addresses.map((path) => pattern.test(path))).toEqual([true, true, false])
  })
})
