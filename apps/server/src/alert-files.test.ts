import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appRouter } from '@hub/api/server'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { serveHub } from './testing/serve.ts'
import type { ServedHub } from './testing/serve.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')

const RULES = read('deploy/prometheus/alerts.yml')
const TESTS = read('deploy/prometheus/alerts.test.yml')
const DASHBOARD = read('deploy/grafana/dashboard.json')
const RUNBOOK = read('docs/runbook.md')
const OPERATIONS = read('docs/operations.md')

const alerts = RULES.split(/^ +- alert: /m)
  .slice(1)
  .map((text) => ({ name: text.split('\n', 1)[0] ?? '', text }))

interface Panel {
  title: string
  type: string
  targets?: { expr: string }[]
}
const { panels } = JSON.parse(DASHBOARD) as { panels: Panel[] }
const asked = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))

/** What Prometheus itself says of every server it asks. */
const OWN = ['up']
const METRIC = /\b(?:(?:hub|process|nodejs)_[a-z0-9_]+|up)\b(?=[\s{[)]|$)/gm
const metricsOf = (text: string) => new Set([...text.matchAll(METRIC)].map(([name]) => name))
const expressions = () => alerts.map(({ text }) => /expr:([\s\S]+?)\n {8}for:/.exec(text)?.[1] ?? '')

let hub: ServedHub
let known: ReadonlySet<string>
beforeAll(async () => {
  hub = await serveHub({ router: appRouter, stateDir: root })
  const page = await (await hub.request('/metrics')).text()
  const names = [...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', kind]) =>
    kind === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  )
  known = new Set([...names, ...OWN])
})
afterAll(() => hub.stop())

const unknownIn = (text: string) => [...metricsOf(text)].filter((name) => !known.has(name))

describe('the rules of Prometheus (GW-5)', () => {
  test('ask for metrics that a running hub has', () => {
    const asking = expressions()
    expect(asking.filter((one) => metricsOf(one).size === 0)).toEqual([])
    expect(asking.flatMap(unknownIn)).toEqual([])
  })

  test.each(alerts)(
    '$name has its section in the runbook, and its annotation leads there',
    ({ name, text }) => {
      expect(RUNBOOK).toMatch(new RegExp(`^## ${name}$`, 'm'))
      expect(text).toContain(`runbook: docs/runbook.md#${name.toLowerCase()}\n`)
      const section = RUNBOOK.split(/^## /m).find((one) => one.startsWith(`${name}\n`)) ?? ''
      for (const part of ['**Means**', '**First look**', '**Do**']) expect(section).toContain(part)
    },
  )

  test.each(alerts)('$name is tried both ways', ({ name }) => {
    const tried = TESTS.split(`alertname: ${name}\n`).slice(1)
    const isQuiet = (one: string) => one.trimStart().startsWith('exp_alerts: []')
    expect({ fires: tried.some((one) => !isQuiet(one)), isQuiet: tried.some(isQuiet) }).toEqual({
      fires: true,
      isQuiet: true,
    })
  })

  test('leave no section of the runbook without an alert', () => {
    const sections = [...RUNBOOK.matchAll(/^## (Hub\w+)$/gm)].map(([, name]) => name)
    expect(new Set(sections)).toEqual(new Set(alerts.map(({ name }) => name)))
  })
})

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

describe.skipIf(!hasPromtool)(
  `promtool${hasPromtool ? '' : ' is not installed (Debian package prometheus)'}`,
  () => {
    const promtool = (...args: string[]) =>
      execFileSync('promtool', args, { cwd: `${root}deploy/prometheus`, encoding: 'utf8', stdio: 'pipe' })

    test('accepts the rules', () => {
      expect(promtool('check', 'rules', 'alerts.yml')).toContain(`SUCCESS: ${alerts.length} rules found`)
    })

    test('sees each alert fire and stay quiet as the tests of the rules say', () => {
      expect(promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS')
    })

    test('accepts what the dashboard asks, with the times that Grafana puts in', () => {
      const plain = asked.map((expr) =>
        expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.+'),
      )
      const rules = plain.map((expr, at) => ({ record: `panel:${at}`, expr }))
      const folder = mkdtempSync(join(tmpdir(), 'hub-dashboard-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const file = join(folder, 'panels.yml')
      // JSON is YAML too.
      writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }))
      expect(promtool('check', 'rules', file)).toContain(`SUCCESS: ${asked.length} rules found`)
    })
  },
)

describe('the dashboard of Grafana', () => {
  test('asks for metrics that a running hub has', () => {
    expect(asked.length).toBeGreaterThan(20)
    expect(unknownIn(asked.join('\n'))).toEqual([])
  })

  test('shows every metric of the hub that the page about operations explains', () => {
    const explained = [...OPERATIONS.matchAll(/^\| `(hub_[a-z_]+)(?:\{[^`]*\})?` \|/gm)].map(
      ([, name = '']) => name,
    )
    expect(explained.length).toBeGreaterThan(15)
    const shown = [...metricsOf(asked.join('\n'))]
    const missing = explained.filter((name) => !shown.some((one) => one.replace(/_bucket$/, '') === name))
    // A server with a model and one without look the same otherwise; the alert speaks of it.
    expect(missing).toEqual(['hub_model_seconds', 'hub_model_breaker_state'])
  })
})
