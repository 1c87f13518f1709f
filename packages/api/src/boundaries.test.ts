import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const files = globSync(['apps/*/src/**/*.{ts,tsx}', 'packages/*/src/**/*.{ts,tsx}', 'scripts/**/*.mjs'], {
  cwd: root,
})

interface Source {
  file: string
  text: string
  imports: { from: string; isTypeOnly: boolean }[]
}

const statement =
  /^(?:import|export) (type )?(?:[\w*${}\s,]*? from )?['"]([^'"\n]+)['"]$|import\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Relative imports as paths from the repository's root, packages as they are written. */
function read(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8')
  const imports = [...text.matchAll(statement)].map(([, type, written = '', dynamic = '']) => {
    const name = written || dynamic
    const from = name.startsWith('.') ? relative(root, normalize(join(root, dirname(file), name))) : name
    return { from, isTypeOnly: type !== undefined }
  })
  return { file, text, imports }
}

const isTest = (file: string) => /\.test\.tsx?$|\/testing[/.-]|\/src\/testing\.ts$/.test(file)
const sources = files.filter((file) => !file.endsWith('.gen.ts')).map(read)
const product = sources.filter(({ file }) => !isTest(file))

const feature = (file: string) => /^packages\/api\/src\/(features\/[^/]+|modules\/[^/]+)\//.exec(file)?.[1]

interface Rule {
  why: string
  where: (file: string) => boolean
  /** Imports that break the rule. */
  breaks: (from: string, file: string, isTypeOnly: boolean) => boolean
}

const inApi = (file: string) => file.startsWith('packages/api/src/')
const named = (name: string) => (file: string) =>
  inApi(file) && feature(file) !== undefined && file.endsWith(`/${name}.ts`)

const rules: Rule[] = [
  {
    why: 'the web app knows only the contract: types of the router and browser-safe schemas',
    where: (file) => file.startsWith('apps/web/'),
    breaks: (from, _file, isTypeOnly) =>
      /^@hub\/(db|server|mcp)/.test(from) ||
      from === '@hub/api/server' ||
      (from === '@hub/api' && !isTypeOnly) ||
      /^(packages|apps\/(server|mcp))\//.test(from),
  },
  {
    why: 'components know neither the network nor the contract',
    where: (file) => file.startsWith('packages/ui/'),
    // It measures and draws, and asks nobody.
    breaks: (from) => /^@hub\/|^@trpc\/|^@tanstack\/(?!react-virtual$)/.test(from),
  },
  {
    why: 'the database package stands on nothing of ours',
    where: (file) => file.startsWith('packages/db/'),
    breaks: (from) => from.startsWith('@hub/') || /^(apps|packages\/api)\//.test(from),
  },
  {
    why: 'the router package knows no app',
    where: inApi,
    breaks: (from) => /^@hub\/(server|mcp|web|ui)|^apps\//.test(from),
  },
  {
    why: 'the platform carries the features, never the other way round',
    where: (file) => file.startsWith('packages/api/src/platform/'),
    breaks: (from) => /^packages\/api\/src\/(features|modules|router\.ts|create-hub\.ts)/.test(from),
  },
  {
    why: 'features reach the catalog through ctx.catalog, never the router',
    where: (file) => feature(file) !== undefined,
    breaks: (from) => /^packages\/api\/src\/(router|create-hub|server)\.ts$/.test(from),
  },
  {
    why: 'a feature uses another only through its service or schema',
    where: (file) => feature(file) !== undefined,
    breaks: (from, file) => {
      const other = feature(from)
      return other !== undefined && other !== feature(file) && !/\/(service|schema)\.ts$/.test(from)
    },
  },
  {
    why: 'schemas run in the browser: zod and shared types only',
    where: named('schema'),
    breaks: (from) =>
      from !== 'zod' && !from.startsWith('packages/api/src/shared/') && !from.endsWith('/schema.ts'),
  },
  {
    why: 'shared schemas stand on zod alone',
    where: (file) => file.startsWith('packages/api/src/shared/'),
    breaks: (from) => from !== 'zod' && !from.startsWith('packages/api/src/shared/'),
  },
  {
    why: 'what reads values out of sentences knows nothing of the hub',
    where: (file) => file.startsWith('packages/api/src/reading/') && !file.endsWith('.test.ts'),
    breaks: (from) => !/^packages\/api\/src\/(reading|shared)\//.test(from),
  },
  {
    why: 'domain rules are pure: no database, no clock, no network',
    where: named('domain'),
    breaks: (from) => !/^packages\/api\/src\/shared\/|\/schema\.ts$/.test(from),
  },
  {
    why: 'a router is meta, schemas and one call: no SQL',
    where: named('router'),
    breaks: (from) => /^(@hub\/db|kysely|pg)/.test(from),
  },
  {
    why: 'modules work by their machines and contexts, never by the handle of the whole hub',
    where: (file) => file.startsWith('packages/api/src/modules/'),
    breaks: (from) =>
      /^packages\/api\/src\/platform\/(hub|access\/machines|events\/deliveries)\.ts$/.test(from),
  },
  {
    why: 'only migrations of modules act as the owner of the tables',
    where: (file) => inApi(file) && !/^packages\/api\/src\/modules\/[^/]+\/migrations\//.test(file),
    breaks: (from, _file, isTypeOnly) => from === '@hub/db/migrations' && !isTypeOnly,
  },
  {
    why: 'lucia and oslo are finished upstream, so only their adapters know them (ADR)',
    where: (file) => !file.includes('/features/auth/adapters/'),
    breaks: (from) => /^(lucia|oslo)(\/|$)/.test(from),
  },
  {
    why: 'passkeys stand behind a port, so only its adapter knows the library',
    where: (file) => inApi(file) && !file.endsWith('/features/auth/adapters/simplewebauthn.ts'),
    breaks: (from) => from.startsWith('@simplewebauthn/'),
  },
  {
    why: 'the authorization server is a port: only its adapters know the library (ADR)',
    where: (file) => !/\/features\/auth\/adapters\/oidc-[\w-]+\.ts$/.test(file),
    breaks: (from) => /^oidc-provider(\/|$)/.test(from),
  },
  {
    why: 'what only tests use never reaches the product',
    where: () => true,
    breaks: (from) => /(^|\/)testing(\/|\.tsx?$|$)/.test(from),
  },
  {
    why: 'apps share nothing but the MCP plugin, which the all-in-one server mounts',
    where: (file) => file.startsWith('apps/'),
    breaks: (from, file) => {
      const other = /^apps\/([^/]+)\//.exec(from)?.[1] ?? /^@hub\/(server|web)$/.exec(from)?.[1]
      return other !== undefined && other !== file.split('/')[1]
    },
  },
]

const broken = ({ where, breaks }: Rule, among: Source[]) =>
  among
    .filter(({ file }) => where(file))
    .flatMap(({ file, imports }) =>
      imports
        .filter(({ from, isTypeOnly }) => breaks(from, file, isTypeOnly))
        .map(({ from }) => `${file} imports ${from}`),
    )

describe('layers hold', () => {
  test.each(rules.map((rule) => [rule.why, rule] as const))('%s', (_why, rule) => {
    expect(broken(rule, product)).toEqual([])
  })

  test.each([
    ['packages/api/src/platform/x.ts', 'packages/api/src/features/auth/service.ts'],
    ['packages/api/src/modules/ops/tasks/schema.ts', '@hub/db'],
    ['packages/api/src/features/credits/service.ts', 'packages/api/src/features/auth/queries.ts'],
    ['packages/api/src/features/credits/service.ts', 'packages/api/src/features/auth/router.ts'],
    ['packages/api/src/modules/ops/tasks/service.ts', '@hub/db/migrations'],
    ['packages/api/src/modules/ops/tasks/service.ts', 'packages/api/src/platform/hub.ts'],
    ['packages/api/src/reading/days.ts', 'packages/api/src/platform/hub.ts'],
    ['apps/web/src/main.tsx', '@hub/db'],
    ['packages/ui/src/button.tsx', '@trpc/client'],
    ['apps/server/src/main.ts', 'oslo/password'],
    ['packages/api/src/features/auth/grants/consent.ts', 'oidc-provider'],
    ['packages/api/src/features/auth/confirm.ts', '@simplewebauthn/server'],
    ['apps/mcp/src/plugin.ts', 'apps/mcp/src/testing/conformance.ts'],
    ['apps/server/src/http/app.ts', '@hub/mcp/testing'],
  ])('a planted import is found: %s of %s', (file, from) => {
    const planted: Source = { file, text: '', imports: [{ from, isTypeOnly: false }] }
    expect(rules.flatMap((rule) => broken(rule, [planted]))).not.toEqual([])
  })
})

/** Files that lead back to themselves, each circle once, as the way round it; types count like values. */
function circles(among: Source[]): string[] {
  const imports = new Map(among.map(({ file, imports: all }) => [file, all.map(({ from }) => from)]))
  const isDone = new Set<string>()
  const found: string[] = []
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file)
    if (at >= 0) return void found.push([...way.slice(at), file].join(' -> '))
    if (isDone.has(file)) return
    for (const next of imports.get(file) ?? []) walk(next, [...way, file])
    isDone.add(file)
  }
  for (const file of imports.keys()) walk(file, [])
  return found
}

describe('no file leads back to itself', () => {
  test('in the product', () => expect(circles(product)).toEqual([]))

  test('a planted circle is found', () => {
    const leads = (file: string, from: string): Source => ({
      file,
      text: '',
      imports: [{ from, isTypeOnly: true }],
    })
    expect(circles([leads('a.ts', 'b.ts'), leads('b.ts', 'c.ts'), leads('c.ts', 'b.ts')])).toEqual([
      'b.ts -> c.ts -> b.ts',
    ])
  })
})

interface Ban {
  why: string
  words: RegExp
  allowed: RegExp
}

const bans: Ban[] = [
  {
    why: 'only the database package sets the organization of a statement or opens pools',
    words: /set_config\(|app\.org_id'|new Pool\(/,
    allowed: /^packages\/db\//,
  },
  {
    why: 'the environment is read in one module per app',
    words: /process\.env/,
    allowed:
      /(^|\/)env\.ts$|^scripts\/|^packages\/db\/src\/(state-dir|embedded[\w-]*)\.ts$|vite\.config\.ts$/,
  },
  {
    why: 'modules stay in the organization of their call',
    words: /\bdb\.system\b|\bctx\.system\b|\bSystem(?:Db|Tx|Write|Access)\b|\bdb\.org\(/,
    allowed: /^(?!packages\/api\/src\/modules\/)/,
  },
  {
    why: 'modules reach what is outside by the guard alone',
    words: /(?<![.\w])fetch\(|from '(?:node:)?(?:https?|http2|net|tls|undici)'/,
    allowed: /^(?!packages\/api\/src\/modules\/)/,
  },
  {
    why: 'system work is listed: only these files hold the handle that crosses organizations',
    words: /\.db\.system\b|\bSystemDb\b|\bSystemTx\b/,
    allowed:
      /^packages\/db\/|^packages\/api\/src\/(platform|testing|create-hub|sweeps|listeners)|^packages\/api\/src\/features\/(audit|auth|organizations|admin|credits|system|assistant|files|endpoints|live|notifications|workflows\/(engine|triggers))\/|^apps\/server\/src\//,
  },
]

describe('words stay where they belong', () => {
  test.each(bans.map((ban) => [ban.why, ban] as const))('%s', (_why, { words, allowed }) => {
    expect(
      product.filter(({ file, text }) => !allowed.test(file) && words.test(text)).map(({ file }) => file),
    ).toEqual([])
  })
})

describe('a pattern is compared as one', () => {
  /** A bare pattern in `toMatchObject` has no fields to compare, so that anything passes. */
  const bare = /toMatchObject\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?:\s*\/(?![/*])/

  test('in every test, by stringMatching', () => {
    const tests = sources.filter(({ file }) => isTest(file))
    expect(tests.filter(({ text }) => bare.test(text)).map(({ file }) => file)).toEqual([])
  })

  test('a planted one is found, and one that is compared is none', () => {
    expect(bare.test(['expect(it).toMatch', 'Object({ says: /no/ })'].join(''))).toBe(true)
    expect(bare.test('expect(it).toMatchObject({ says: expect.stringMatching(/yes/) })')).toBe(false)
  })
})
