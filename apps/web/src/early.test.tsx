import { cleanup, screen, waitFor } from '@testing-library/react'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addressesOf, early } from '../vite/early.ts'
import { beginEarly } from './early-script.ts'
import { contractAnswers, contractPermissions } from './testing/contract-answers.ts'
import { me, openApp } from './testing/open-app.tsx'
import { refuse, standIn } from './testing/stand-in.ts'
import { createHubs } from './trpc.ts'

/** As the router's plugin names the part of a route that is fetched by itself. */
const SPLIT = '?tsr-split=component'

const files = {
  'index.html':
    '<head><script src="/theme.js"></script></head><script type="module" src="/src/main.js"></script>',
  'public/theme.js': "document.documentElement.dataset.theme = 'dark'",
  'src/main.js': `import './shared.js'
    addEventListener('a', () => import('./routes/sign-in.tsx${SPLIT}'))
    addEventListener('b', () => import('./routes/_app/o.$org/index.tsx${SPLIT}'))`,
  'src/shared.js': 'globalThis.shared = true',
  'src/routes/sign-in.tsx':
    "import '../shared.js'; import { field } from '../field.js'; document.title = field",
  'src/routes/_app/o.$org/index.tsx': "document.title = 'Dashboard'",
  'src/field.js': "export const field = 'Password'",
}

const inRoot = ['field', 'shared'].map((name) => ({ name, test: new RegExp(`${name}\\.js`) }))

async function built(): Promise<{ page: string; script: string }> {
  const root = mkdtempSync(join(tmpdir(), 'hub-early-'))
  try {
    for (const [name, source] of Object.entries(files)) {
      mkdirSync(join(root, name, '..'), { recursive: true })
      writeFileSync(join(root, name), source)
    }
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [early({ after: 'theme.js' })],
      build: { rolldownOptions: { output: { codeSplitting: { groups: inRoot } } } },
    })
    return {
      page: readFileSync(join(root, 'dist/index.html'), 'utf8'),
      script: readFileSync(join(root, 'dist/early.js'), 'utf8'),
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
  window.hubEarly = undefined
  document.head.replaceChildren()
  history.replaceState(null, '', '/')
  delete document.documentElement.dataset['theme']
})

describe('what is fetched beside the program (WEB-3)', () => {
  let output: Awaited<ReturnType<typeof built>>
  beforeAll(async () => void (output = await built()))
  const asked: string[] = []
  beforeEach(() => {
    asked.length = 0
    localStorage.setItem('hub.organization', 'tide-fennel')
    vi.stubGlobal('fetch', (address: string) => {
      asked.push(address.replace(/\?.*/, ''))
      return new Promise(() => undefined)
    })
  })

  /** Runs it as the browser does at this address. @returns the files it fetches. */
  function runAt(path: string): string[] {
    history.replaceState(null, '', path)
    runInThisContext(output.script)
    return [...document.head.querySelectorAll('link[rel=modulepreload]')].map(
      (link) => link.getAttribute('href')?.replace(/-[\w-]{8}\.js$/, '') ?? '',
    )
  }

  it('begins in one script with the theme, which the page waits for', () => {
    expect(output.page).toContain('<script src="/early.js"></script>')
    expect(output.page).not.toContain('theme.js')
    runAt('/')
    expect(document.documentElement.dataset['theme']).toBe('dark')
  })

  it('is the code of the page at this address, with what it imports and the first download does not hold', () => {
    expect(runAt('/sign-in?next=%2Fo%2Fx').toSorted()).toEqual(['/assets/field', '/assets/sign-in'])
  })

  it('is nothing at an address without a page', () => {
    expect(runAt('/nothing/here')).toEqual([])
  })

  it.each([
    ['/admin/users', ['/trpc/auth.me']],
    ['/sign-in', ['/trpc/auth.registration']],
    ['/invite', ['/trpc/auth.registration']],
    ['/forgot', []],
  ])('is what the page at %s asks first', (path, questions) => {
    runAt(path)
    expect(asked).toEqual(questions)
  })

  it('is nothing about a person in a browser in which nobody has worked yet', () => {
    localStorage.clear()
    runAt('/o/tide-fennel')
    expect(asked).toEqual([])
  })
})

describe('what is asked before the program is there (WEB-3)', () => {
  const [organization] = me.organizations
  const withPermissions = (permissions: readonly string[]) => ({
    ...me,
    organizations: [{ ...organization, permissions }],
  })
  const hub = standIn({ ...contractAnswers(), 'auth.me': () => withPermissions(contractPermissions) })
  let app: ReturnType<typeof openApp> | undefined
  beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
  afterAll(() => hub.server.close())
  beforeEach(() => {
    localStorage.clear()
    localStorage.setItem('hub.organization', 'tide-fennel')
    hub.calls.length = 0
    hub.procedures.set('auth.me', () => withPermissions(contractPermissions))
  })
  afterEach(() => {
    app?.close()
    cleanup()
  })

  const namesOfCalls = () => hub.calls.map(({ path, input }) => `${path} ${JSON.stringify(input) ?? ''}`)

  it('is all that the dashboard shows, so that nothing is left to ask', async () => {
    history.replaceState(null, '', '/o/tide-fennel')
    beginEarly([], [])
    await Promise.all(Object.values(window.hubEarly ?? {}))
    await Promise.all(Object.values(window.hubEarly ?? {}))
    const early = namesOfCalls()
    app = openApp('/o/tide-fennel')
    await screen.findAllByRole('heading', { name: /Maeve/ })
    await waitFor(() => expect(document.querySelector('[aria-busy="true"]')).toBeNull())
    expect(window.hubEarly).toEqual({})
    expect(namesOfCalls()).toEqual(early)
  })

  it.each(['/sign-in', '/sign-up', '/reset', '/setup', '/invite'])(
    'is who may create an account, for %s',
    async (path) => {
      hub.procedures.set('auth.me', () => {
        throw refuse('UNAUTHORIZED', 'Sign in first.')
      })
      const address = `${path}?token=Xq7LmT2vB9KdRf4w`
      history.replaceState(null, '', address)
      beginEarly([], [])
      app = openApp(address)
      await screen.findByRole('heading', { level: 1 })
      await waitFor(() => expect(window.hubEarly).toEqual({}))
      expect(hub.calls.filter(({ path: name }) => name === 'auth.registration')).toHaveLength(1)
    },
  )

  it('is nothing that the person may not see', async () => {
    hub.procedures.set('auth.me', () => withPermissions(['organization.read', 'ops.task.read']))
    history.replaceState(null, '', '/o/tide-fennel')
    beginEarly([], [])
    await waitFor(() => expect(hub.calls.length).toBeGreaterThan(1))
    expect(new Set(hub.calls.map(({ path }) => path))).toEqual(
      new Set(['auth.me', 'system.briefing', 'audit.activity', 'modules.ops.tasks.list']),
    )
  })

  it.each([
    ['another organization', '/o/somebody-else', () => me],
    ['another page', '/o/tide-fennel/tasks', () => me],
    [
      'an account that ends',
      '/o/tide-fennel',
      () => ({ ...me, user: { ...me.user, deletesAt: '2026-12-01T00:00:00Z' } }),
    ],
    [
      'a suspended organization',
      '/o/tide-fennel',
      () => ({ ...me, organizations: [{ ...organization, isSuspended: true }] }),
    ],
  ])('is only who is signed in for %s', async (_name, path, answer) => {
    hub.procedures.set('auth.me', answer)
    history.replaceState(null, '', path)
    beginEarly([], [])
    await Promise.all(Object.values(window.hubEarly ?? {}))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(hub.calls.map((call) => call.path)).toEqual(['auth.me'])
  })

  it('is asked again by the program where it was refused, so that a session can be renewed', async () => {
    hub.procedures.set('auth.me', () => {
      throw refuse('UNAUTHORIZED', 'Sign in first.')
    })
    history.replaceState(null, '', '/o/tide-fennel')
    beginEarly([], [])
    await Promise.all(Object.values(window.hubEarly ?? {}))
    hub.procedures.set('auth.me', () => me)
    const { account } = createHubs()
    await expect(account.client.auth.me.query({})).resolves.toMatchObject({ user: { name: me.user.name } })
    expect(namesOfCalls()).toEqual(['auth.me {}', 'auth.me {}'])
  })

  it('answers once', async () => {
    const { account } = createHubs()
    const ask = () => account.client.auth.me.query({})
    history.replaceState(null, '', '/o/tide-fennel/tasks')
    beginEarly([], [])
    await ask()
    expect(hub.calls).toHaveLength(1)
    await ask()
    expect(hub.calls).toHaveLength(2)
  })

  it('is forgotten when the page has been open for a while', () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    history.replaceState(null, '', '/o/tide-fennel/tasks')
    beginEarly([], [])
    vi.advanceTimersByTime(9_000)
    expect(window.hubEarly).toBeDefined()
    vi.advanceTimersByTime(2_000)
    expect(window.hubEarly).toBeUndefined()
    vi.useRealTimers()
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
