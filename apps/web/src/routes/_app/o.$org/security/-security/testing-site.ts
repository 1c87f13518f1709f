import { me } from '../../../../../testing/open-app.tsx'
import type { Procedure } from '../../../../../testing/stand-in.ts'
import type {
  Finding,
  Fix,
  Scan,
  ScanChange,
  ScanCheck,
  WholeFinding,
  WholePart,
  WholeScan,
  WholeSite,
} from './security-types.ts'

export const idOf = (n: number) => `01a1f859-d525-702e-874d-${n.toString(16).padStart(12, '0')}`
export const [SITE, SCAN, BEFORE, JOB, TASK] = [idOf(1), idOf(12), idOf(11), idOf(3), idOf(4)]
export const AT = '2026-11-16T08:56:00.000Z'

export const site: WholeSite = {
  id: SITE,
  host: 'tideandfennel.example',
  proof: 'dns',
  provedAt: '2026-11-03T09:00:00.000Z',
  score: 75,
  grade: 'B',
  wasGrade: null,
  toMend: { high: 1, medium: 1, low: 0 },
  muted: 0,
  scannedAt: AT,
  createdAt: AT,
  updatedAt: AT,
  version: 1,
  proofLookedAt: AT,
  proofNote: '',
  howToProve: {
    dns: { name: '_hub-verify.tideandfennel.example', value: 'a1b2c3' },
    file: { address: 'https://tideandfennel.example/.well-known/hub-verify.txt', content: 'a1b2c3' },
    meta: { tag: '<meta name="hub-verify" content="a1b2c3">' },
  },
  schedule: { kind: 'full', weekday: 1, nextAt: AT, held: null },
  scanId: SCAN,
}

export const check = (key: string, state: ScanCheck['state']): ScanCheck => ({
  key,
  state,
  severity: 'medium',
  result: state === 'failed' ? 'missing' : 'fine',
  points: state === 'failed' ? -20 : 0,
  title: `About ${key}`,
  about: `Why ${key} matters.`,
  evidence: [],
  muted: null,
})

export const part = (
  name: WholePart['part'],
  checks: ScanCheck[],
  more: Partial<WholePart> = {},
): WholePart => ({
  part: name,
  score: 100,
  grade: 'A+',
  checks,
  looked: checks.filter(({ state }) => state !== 'unknown').length,
  toMend: checks.filter(({ state, muted }) => state === 'failed' && muted === null).length,
  muted: checks.filter(({ muted }) => muted !== null).length,
  points: checks.reduce((sum, { points, muted }) => (muted === null ? sum + points : sum), 0),
  ...more,
})

export const parts: WholePart[] = [
  part('headers', [check('headers.a', 'passed'), check('headers.b', 'failed')], { score: 80, grade: 'B+' }),
  part('libraries', [check('libraries.a', 'failed'), check('libraries.b', 'unknown')], {
    score: 75,
    grade: 'B',
  }),
  part('files', [check('files.a', 'unknown')], { score: null, grade: null }),
]
export const scan: WholeScan = {
  id: SCAN,
  siteId: SITE,
  host: site.host,
  kind: 'quick',
  score: 75,
  grade: 'B',
  parts,
  startedAt: AT,
  finishedAt: '2026-11-16T08:56:12.000Z',
}
export const listed = (more: Partial<Scan> = {}): Scan => ({
  ...scan,
  parts: parts.map((one) => ({ ...one, checks: one.checks.length })),
  ...more,
})
export const earlier = listed({ id: BEFORE, score: 93, grade: 'A', startedAt: '2026-11-09T08:56:00.000Z' })
export const change: ScanChange = {
  before: earlier,
  after: listed(),
  opened: [
    { key: 'libraries.a', part: 'libraries', title: 'A script library has a known hole', severity: 'high' },
  ],
  closed: [],
  moved: [],
  unknown: [],
}

export const finding: Finding = {
  id: idOf(20),
  siteId: SITE,
  host: site.host,
  key: 'headers.strictTransport',
  part: 'headers',
  severity: 'medium',
  points: -20,
  title: 'The first visit can be read on open Wi-Fi',
  state: 'open',
  evidence: ['strict-transport-security: <b>missing</b>', 'GET / 200'],
  isNew: true,
  muted: null,
  taskId: null,
  openedAt: AT,
  closedAt: null,
  updatedAt: AT,
  version: 1,
}
export const library: Finding = {
  ...finding,
  id: idOf(21),
  key: 'libraries.jquery',
  part: 'libraries',
  severity: 'high',
  points: -25,
  title: 'A script library has a known hole',
  isNew: false,
  evidence: ['jquery 1.12.4'],
}
export const whole: WholeFinding = {
  ...finding,
  about: 'A browser is sent over an open line once.',
  server: 'caddy',
  servers: ['nginx', 'caddy'],
  after: {
    part: { now: { score: 80, grade: 'B+' }, after: { score: 100, grade: 'A+' } },
    site: { now: { score: 75, grade: 'B' }, after: { score: 75, grade: 'B' } },
  },
}
export const fixOf = (server: Fix['server']): Fix => ({
  server,
  where: server === 'nginx' ? 'In the server block' : 'Caddyfile',
  code: `header of ${server}`,
  steps: ['Keep a copy of the file.'],
  afterwards: 'Then reload it.',
  minutes: 2,
})

export const reader = ['security.site.read', 'organization.read']
export const scanner = [...reader, 'security.scan.write', 'ops.task.read', 'ops.task.write', 'job.read']
export const manager = [...scanner, 'security.site.manage']
export const allowed = (permissions: string[]) => () => ({
  ...me,
  organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
})

/** What a hub says of a website that was scanned twice. */
export const siteAnswers: Record<string, Procedure> = {
  'auth.me': allowed(manager),
  'jobs.list': () => ({ items: [], nextCursor: null }),
  'modules.security.sites.get': () => site,
  'modules.security.scans.get': () => scan,
  'modules.security.scans.list': () => ({ items: [listed(), earlier], nextCursor: null }),
  'modules.security.scans.compare': () => change,
  'modules.security.findings.list': () => ({ items: [library, finding], nextCursor: null }),
  'modules.security.findings.get': () => whole,
  'modules.security.fixes.get': (input) => fixOf((input as { server: Fix['server'] }).server),
}
