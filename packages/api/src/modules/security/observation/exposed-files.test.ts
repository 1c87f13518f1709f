import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { fileChecks } from '../checks/file-checks.ts'
import { observed } from '../fixes/testing.ts'
import { probeFiles } from './files.ts'
import type { ProbedFile } from './observation.ts'

type Answer = Awaited<ReturnType<Parameters<typeof probeFiles>[0]>>

const NOT_FOUND: Answer = { status: 404, type: 'text/html', body: '<!doctype html><h1>Not found</h1>' }
const file = (body: string, status = 200): Answer => ({ status, type: 'application/octet-stream', body })

/** A website with these files; what it answers to any other path can be told. */
async function probed(
  files: Readonly<Record<string, Answer>>,
  other: (path: string) => Answer = () => NOT_FOUND,
) {
  const asked: string[] = []
  const found = await probeFiles(async (path) => {
    asked.push(path)
    return files[path] ?? other(path)
  })
  return { asked, found, at: (path: string) => found.find((one) => one.path === path) }
}

const open = (found: readonly ProbedFile[]) =>
  found.flatMap(({ path, state }) => (state === 'open' ? path : []))

const ENV = 'APP_ENV=production\nDB_PASSWORD="hunter2-made-up"\nexport STRIPE_KEY = sk_made_up_0123\n'
const PHP = "<?php\ndefine('DB_PASSWORD', 'hunter2-made-up');\n"
const DUMP = '-- MySQL dump 10.13  Distrib 8.0.36\n--\nCREATE TABLE `customers` (`email` text);\n'
const GZIP = Buffer.from([0x1f, 0x8b, 0x08, 0x00]).toString('utf8')
const ZIP = Buffer.from('504b0304140000000800', 'hex').toString('utf8')
const DS_STORE = Buffer.from('0000000142756431', 'hex').toString('utf8')

const leaky: readonly (readonly [path: string, body: string, evidence: string])[] = [
  ['/.git/HEAD', 'ref: refs/heads/main\n', 'a git repository'],
  ['/.git/HEAD', `${'0a'.repeat(20)}\n`, 'a git repository'],
  ['/.git/config', '[core]\n\tbare = false\n', 'the settings of a git repository'],
  ['/.svn/entries', '12\n', 'a Subversion repository'],
  ['/.hg/requires', 'dotencode\nfncache\nstore\n', 'a Mercurial repository'],
  ['/.env', ENV, 'settings: APP_ENV, DB_PASSWORD, STRIPE_KEY'],
  ['/.env.local', `\ufeff# of the shop\r\n\r\nAPP_ENV=production\r\n`, 'settings: APP_ENV'],
  ['/.env.production', ENV, 'settings: APP_ENV, DB_PASSWORD, STRIPE_KEY'],
  ['/.env.backup', 'APP_ENV=\n', 'settings: all empty'],
  ['/config/.env', ENV, 'settings: APP_ENV, DB_PASSWORD, STRIPE_KEY'],
  ...[
    '/wp-config.php.bak',
    '/wp-config.php~',
    '/wp-config.old',
    '/config.php.bak',
    '/configuration.php.bak',
  ].map((path) => [path, PHP, 'the source of a program, with its settings'] as const),
  ...['/backup.sql', '/dump.sql', '/database.sql', '/db.sql'].map(
    (path) => [path, DUMP, 'a copy of a database'] as const,
  ),
  ['/dump.sql', '/*M!999999\\- enable the sandbox mode */\n-- MariaDB dump 10.19\n', 'a copy of a database'],
  ['/dump.sql', '--\n-- PostgreSQL database dump\n--\n', 'a copy of a database'],
  ['/dump.sql', 'PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE a(b);\n', 'a copy of a database'],
  ...['/backup.zip', '/site.zip', '/www.zip'].map((path) => [path, ZIP, 'an archive'] as const),
  ['/backup.tar.gz', GZIP, 'an archive'],
  ...['/phpinfo.php', '/info.php'].map(
    (path) =>
      [
        path,
        '<!DOCTYPE html>\n<html><head><title>PHP 8.3.6 - phpinfo()</title>',
        'what phpinfo() says of the server',
      ] as const,
  ),
  [
    '/server-status',
    '<!DOCTYPE HTML>\n<html><head>\n<title>Apache Status</title>\n</head>',
    'the status of the Apache server',
  ],
  ['/.htpasswd', 'anna:$apr1$made$up\n', 'names and hashes of passwords'],
  ['/.htpasswd', 'anna:{SHA}made-up=\n', 'names and hashes of passwords'],
  ['/.DS_Store', DS_STORE, 'names of files'],
  ['/id_rsa', '-----BEGIN OPENSSH PRIVATE KEY-----\nmade-up', 'a private key'],
  ['/id_rsa', '-----BEGIN PRIVATE KEY-----\nmade-up', 'a private key'],
  [
    '/.aws/credentials',
    '[default]\naws_access_key_id = made-up\n',
    'keys of an account at Amazon Web Services',
  ],
  ['/.npmrc', '//registry.example/:_authToken=made-up\n', 'a key to a registry of programs'],
]

describe('a file that everybody can read', () => {
  test.each(leaky)('%s is found: %j', async (path, body, evidence) => {
    const { found, at } = await probed({ [path]: file(body) })
    expect(at(path)).toEqual({ path, state: 'open', evidence })
    expect(open(found)).toEqual([path])
  })

  test('there is a case here for every path', async () => {
    const { found } = await probed({})
    expect(found).toHaveLength(30)
    expect(new Set(leaky.map(([path]) => path))).toEqual(new Set(found.map(({ path }) => path)))
  })

  test('is found by what it holds, not by its path', async () => {
    const wrong = Object.fromEntries(leaky.map(([path]) => [path, file('Nothing to see here.\n')]))
    expect(open((await probed(wrong)).found)).toEqual([])
  })

  test('is told without what it holds', async () => {
    const files = Object.fromEntries(leaky.map(([path, body]) => [path, file(body)]))
    const { found } = await probed(files)
    expect(open(found)).toHaveLength(30)
    expect(JSON.stringify(found.map(({ evidence }) => evidence))).not.toMatch(
      /hunter2|made|sk_|production|email|0a0a/,
    )
  })
})

describe('names of settings', () => {
  const evidence = async (body: string) => (await probed({ '/.env': file(body) })).at('/.env')?.evidence

  test('are not parts of a key that takes several lines', async () => {
    const key =
      'PRIVATE_KEY="-----BEGIN PRIVATE KEY-----\nMIIEVQIBADAN\nQF3ABCDEFGH=\nAQAB==\n-----END PRIVATE KEY-----"\n'
    expect(await evidence(key)).toBe('settings: PRIVATE_KEY')
  })

  test('are eight at most, and none of small letters', async () => {
    const many = Array.from({ length: 50 }, (_, at) => `NAME_${at}=x`).join('\n')
    expect(await evidence(many)).toBe(
      `settings: ${Array.from({ length: 8 }, (_, at) => `NAME_${at}`).join(', ')}`,
    )
    expect(await evidence('APP_ENV=x\nsecret=hidden\n')).toBe('settings: APP_ENV')
  })
})

describe('a website that answers every path', () => {
  const page = (path: string) =>
    `<!doctype html><title>Shop</title>\n<p>${path}</p>\n<script>\nAPI_URL = "/x"\n`
  const noise = 'CREATE TABLE x\ndefine(["a"])\n<?php\nDB_PASSWORD\n[core]\nstore\n'

  test('with its own design has none of the files', async () => {
    const all = (path: string) => file(page(path) + noise)
    expect((await probed({}, all)).found.map(({ state }) => state)).toEqual(
      Array.from({ length: 30 }, () => 'closed'),
    )
    const led = (path: string) => file(`\n  <!-- ${path} --><html>${noise}`)
    expect(open((await probed({}, led)).found)).toEqual([])
  })

  test('may still have one of them', async () => {
    const { found } = await probed({ '/.env': file(ENV) }, (path) => file(page(path)))
    expect(open(found)).toEqual(['/.env'])
    const missing = () => file('APP_ENV=x\n', 404)
    expect(open((await probed({ '/.env': file(ENV) }, missing)).found)).toEqual(['/.env'])
  })

  test('with what looks like a file cannot be judged by it', async () => {
    const { found, at } = await probed({}, (path) => file(`# ${path}\nAPP_ENV=x\n`))
    expect(open(found)).toEqual([])
    expect(at('/.env')).toEqual({
      path: '/.env',
      state: 'unknown',
      evidence: 'It answers every path with something of the kind.',
    })
    expect(at('/.git/HEAD')?.state).toBe('closed')
  })

  test('is asked first for what no website has, each time for something else', async () => {
    const [one, other] = await Promise.all([probed({}), probed({})])
    expect(one.asked[0]).toMatch(/^\/hub-[0-9a-f]{16}\.txt$/)
    expect(one.asked[0]).not.toBe(other.asked[0])
    expect(one.asked.slice(1)).toEqual(one.found.map(({ path }) => path))
  })
})

test.each<[string, Answer, string, string]>([
  ['is not there', NOT_FOUND, 'closed', ''],
  ['is forbidden', file(ENV, 403), 'closed', ''],
  ['leads elsewhere', file('', 302), 'closed', ''],
  ['is too much to ask', file('', 429), 'unknown', 'It answered 429.'],
  ['breaks', file(ENV, 503), 'unknown', 'It answered 503.'],
  ['does not come', { error: 'It took too long.' }, 'unknown', 'It took too long.'],
  ['fails at length', { error: 'x'.repeat(5_000) }, 'unknown', 'x'.repeat(200)],
  ['is empty', file(''), 'closed', ''],
])('a file that %s', async (...[, answer, state, evidence]) => {
  expect((await probed({ '/.env': answer })).at('/.env')).toEqual({ path: '/.env', state, evidence })
})

test.each([
  ['spaces', ' '.repeat(1_000_000)],
  ['empty lines', '\r\n'.repeat(500_000)],
  ['capitals', 'A'.repeat(1_000_000)],
  ['names', 'A_A'.repeat(300_000)],
  ['titles', '<title>'.repeat(150_000)],
  ['NULs', '\u0000'.repeat(1_000_000)],
])('answers of a megabyte of %s cost no time', async (_of, body) => {
  const began = processorTime()
  expect(open((await probed({}, () => file(body))).found)).toEqual([])
  expect(processorTime() - began).toBeLessThan(1_000)
})

describe('checks of files (SEC-1)', () => {
  const judged = (files: readonly ProbedFile[] | null) => fileChecks(observed({ files }))
  const one = (path: string, state: ProbedFile['state'], evidence = ''): ProbedFile => ({
    path,
    state,
    evidence,
  })

  test('take 40 points for each open file', () => {
    const git = one('/.git/HEAD', 'open', 'a git repository')
    const { part, score, grade, checks } = judged([
      git,
      one('/.env', 'closed'),
      one('/id_rsa', 'unknown', 'Late.'),
    ])
    expect({ part, score, grade }).toEqual({ part: 'files', score: 60, grade: 'C+' })
    expect(checks).toMatchObject([
      {
        key: 'files./.git/HEAD',
        state: 'failed',
        severity: 'high',
        result: 'open',
        points: -40,
        title: 'Everybody can read /.git/HEAD',
        evidence: ['/.git/HEAD: a git repository'],
      },
      { key: 'files./.env', state: 'passed', points: 0, evidence: [] },
      { key: 'files./id_rsa', state: 'unknown', points: 0, evidence: ['/id_rsa: Late.'] },
    ])
    expect(judged([git, git, git])).toMatchObject({ score: 0, grade: 'F' })
  })

  test('have no score where nobody looked, or nobody could', () => {
    const { score, grade, checks } = judged(null)
    expect({ score, grade }).toEqual({ score: null, grade: null })
    expect(checks).toMatchObject([
      {
        key: 'files.looked',
        state: 'unknown',
        title: 'Only a full scan looks for files that should not be there',
      },
    ])
    expect(judged([one('/.env', 'unknown')])).toMatchObject({ score: null, grade: null })
    expect(judged([one('/.env', 'unknown'), one('/id_rsa', 'closed')]).score).toBe(100)
  })

  test('say it in short and plain words', () => {
    for (const state of ['open', 'closed', 'unknown'] as const)
      for (const { title, about } of judged([one('/.git/HEAD', state)]).checks) {
        expect(title).toMatch(/^[A-Z/].{10,80}[^.]$/)
        expect(about).toMatch(/^[A-Z].{10,200}\.$/)
      }
  })
})
