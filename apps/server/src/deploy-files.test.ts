import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const linter = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url))
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')

describe('docker-compose.yml', () => {
  test('passes the compose linter', () => {
    expect(() =>
      execFileSync(linter('dclint'), ['docker-compose.yml'], { cwd: root, stdio: 'pipe' }),
    ).not.toThrow()
  })

  test('opens ports on loopback only', () => {
    const ports = [...read('docker-compose.yml').matchAll(/^\s+- ['"]?(\S*:\d+:\d+)/gm)].map(
      ([, port]) => port,
    )
    expect(ports.length).toBeGreaterThan(0)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  })
})

describe('Dockerfile', () => {
  test('passes the Dockerfile linter', () => {
    const report = execFileSync(linter('dockerfilelint'), ['Dockerfile', '-o', 'json'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(JSON.parse(report)).toMatchObject({ totalIssues: 0 })
  })

  test('runs the server as npm start does', () => {
    const flags = /SERVER_FLAGS = \[(.+)\]/.exec(read('scripts/boot/server-flags.mjs'))?.[1] ?? 'none'
    expect(read('Dockerfile')).toContain(
      `CMD ["node", ${flags.replaceAll("'", '"')}, "apps/server/src/main.ts"]`,
    )
  })

  test('is a folder that runs, without what its base or another container brings', async () => {
    const text = read('Dockerfile')
    const [, options, made] = /^RUN npm run build -- --production (.+) --to (\S+)$/m.exec(text) ?? []
    expect(options).toBe('--without-node --without-postgres')
    expect([...text.matchAll(/^COPY --from=build \S+ (\S+) (\S+)$/gm)].map(([, ...paths]) => paths)).toEqual([
      [made, '/hub'],
    ])
    const { READ }: { READ: string[] } = await import(`${root}scripts/boot/production-contents.mjs`)
    const copied = [...text.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '))
    const isCopied = (path: string) => copied.some((from) => path === from || path.startsWith(`${from}/`))
    expect(READ.filter((path) => !isCopied(path))).toEqual([])
  })

  test('is given all that it copies', () => {
    const ignored = read('.dockerignore').split('\n')
    expect(ignored).toContain('!docs/licences.md')
    for (const folder of ['LICENSE', 'apps', 'deploy', 'docs', 'packages', 'scripts'])
      expect(ignored).not.toContain(folder)
  })

  test('runs as nobody in particular, with a health check and pinned bases', () => {
    const text = read('Dockerfile')
    expect(text).toMatch(/^USER \d+:\d+$/m)
    expect(text).toMatch(/^HEALTHCHECK /m)
    for (const [, image] of text.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/:\d+\.\d+\.\d+/)
  })
})
