import { uuidv7 } from '@hub/db'
import type { TestCases, TestPlace } from '../../platform/module.ts'
import type { Observation } from './observation/observation.ts'
import { newProofToken } from './sites/proof.ts'

const HOST = 'kiln.example'
const noAnswer = { error: 'nobody asked' }
const YEAR_MS = 365 * 86_400_000

/** A shop that sends no header that would protect anybody. */
const observed: Observation = {
  host: HOST,
  at: '2026-11-23T08:00:00.000Z',
  http: null,
  https: {
    hops: [{ url: `https://${HOST}/`, status: 200, headers: [['server', 'nginx']] }],
    isVerified: true,
  },
  cookies: [],
  page: { policies: [], referrers: [], scripts: [], scriptElements: 0 },
  cors: null,
  encryption: {
    error: null,
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    isTrusted: true,
    fault: null,
    namesHost: true,
    chain: [],
    handshakes: null,
  },
  mail: { domain: HOST, mx: noAnswer, spf: noAnswer, included: {}, dmarc: noAnswer, caa: noAnswer },
  scripts: [],
  libraries: [],
  files: null,
}

async function scanOf({ db, orgId, userId }: TestPlace): Promise<{ siteId: string; scanId: string }> {
  const [siteId, scanId, now] = [uuidv7(), uuidv7(), new Date()]
  const host = `kiln-${siteId.slice(-8)}.example`
  await db
    .insertInto('securitySite')
    .values({
      id: siteId,
      orgId,
      host,
      token: newProofToken(),
      proofNote: '',
      createdById: userId,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await db
    .insertInto('securityScan')
    .values({
      id: scanId,
      orgId,
      siteId,
      kind: 'quick',
      score: 40,
      grade: 'D+',
      parts: '[]',
      rules: 1,
      startedAt: now,
      finishedAt: now,
    })
    .execute()
  await db
    .insertInto('securityObservation')
    .values({ scanId, orgId, observed: JSON.stringify(observed) })
    .execute()
  await db
    .insertInto('securitySchedule')
    .values({
      siteId,
      orgId,
      kind: 'quick',
      weekday: 1,
      // Its website is nowhere, so nobody is to look for it.
      nextAt: new Date(now.getTime() + YEAR_MS),
      setById: userId,
      updatedAt: now,
    })
    .execute()
  return { siteId, scanId }
}

async function findingOf(place: TestPlace): Promise<string> {
  const { siteId, scanId } = await scanOf(place)
  const [id, now] = [uuidv7(), new Date()]
  await place.db
    .insertInto('securityFinding')
    .values({
      id,
      orgId: place.orgId,
      siteId,
      key: 'headers.strictTransport',
      part: 'headers',
      severity: 'high',
      points: -20,
      result: 'missing',
      title: 'The first visit can be read on open Wi-Fi',
      about: 'A browser that types your name without https is sent over an open line once.',
      evidence: '["strict-transport-security: missing"]',
      state: 'open',
      seen: 1,
      firstScanId: scanId,
      lastScanId: scanId,
      openedAt: now,
      updatedAt: now,
    })
    .execute()
  await place.db
    .insertInto('securityMute')
    .values({ findingId: id, orgId: place.orgId, reason: 'known', mutedById: place.userId, createdAt: now })
    .execute()
  return id
}

/** What generated tests cannot guess. */
export const securityTestCases: TestCases = {
  inputs: {
    'sites.add': { address: HOST },
    'schedules.set': { weekday: null },
    'findings.mute': { until: null },
  },
  rows: {
    security_scan: async (place) => (await scanOf(place)).scanId,
    security_finding: findingOf,
  },
  ownerCannot: {
    'scans.start': 'asks a website on the internet (security/scanning.test.ts)',
    'schedules.run': 'asks a website on the internet (security/scanning.test.ts)',
  },
}
