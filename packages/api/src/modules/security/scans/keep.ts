import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { judge, RULES } from '../checks/judge.ts'
import { keepFindings } from '../findings/keep.ts'
import type { KeptFindings } from '../findings/keep.ts'
import { gradeOf } from '../headers/score.ts'
import type { Observation } from '../observation/observation.ts'
import { tellCertificate } from './certificate.ts'
import { latestGrades } from './queries.ts'
import type { ScanKind } from '../checks/schema.ts'

const BEST = 100

export interface Looked {
  site: { id: string; host: string }
  kind: ScanKind
  observation: Observation
}

export interface KeptScan {
  id: string
  score: number | null
  grade: string | null
  /** Something is otherwise than the scan before it said, which a second one has to bear out. */
  isSurprising: boolean
}

/** A website may show a byte that no text column takes, in a header or a certificate. */
const storable = (observation: Observation): string =>
  JSON.stringify(observation, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD').toWellFormed() : value,
  )

/** What an earlier scan found and this one could not look at still counts: a quick scan makes no open file good. */
function scoreWith(score: number | null, standing: KeptFindings['standing']): number | null {
  if (score === null) return null
  const left = [...Map.groupBy(standing, ({ part }) => part).values()].map((findings) =>
    findings.reduce((sum, { points }) => sum + points, BEST),
  )
  return Math.max(0, Math.min(score, ...left))
}

/** Keeps what was seen and what follows from it: the scan, its findings, the grade, and what people are told of. */
export async function keepScan(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { site, kind, observation }: Looked,
): Promise<KeptScan> {
  const observed = storable(observation)
  const judged = judge(JSON.parse(observed) as Observation) // as it will be read again
  const { parts } = judged
  const id = uuidv7()
  const now = ctx.now()
  const { opened, standing } = await keepFindings(ctx, tx, { site, scanId: id, parts })
  const score = scoreWith(judged.score, standing)
  const grade = score === null ? null : gradeOf(score)
  await tx
    .insertInto('securityScan')
    .values({
      id,
      orgId: ctx.org.orgId,
      siteId: site.id,
      kind,
      score,
      grade,
      parts: JSON.stringify(parts),
      rules: RULES,
      startedAt: observation.at,
      finishedAt: now,
    })
    .execute()
  await tx.insertInto('securityObservation').values({ scanId: id, orgId: ctx.org.orgId, observed }).execute()
  const isNewGrade = await keepGrade(ctx, tx, { site, score, grade })
  await tellCertificate(ctx, tx, { site, observation })
  tx.emit({
    topic: 'security.scanned',
    aggregate: `site:${site.id}`,
    payload: { siteId: site.id, host: site.host, scanId: id, kind, grade },
  })
  return { id, score, grade, isSurprising: opened > 0 || isNewGrade }
}

interface Graded {
  site: Looked['site']
  score: number | null
  grade: string | null
}

/** The site's grade. People are told once two scans in a row agree. Answers whether this one still stands alone. */
async function keepGrade(ctx: OrgContext, tx: OrgWriteTx, { site, score, grade }: Graded): Promise<boolean> {
  const now = ctx.now()
  const scanned = { scannedAt: now, updatedAt: now }
  const [before] = await tx
    .updateTable('securitySite')
    .set(score === null ? scanned : { ...scanned, score, grade })
    .where('id', '=', site.id)
    .returning(['agreedGrade', 'agreedScore'])
    .execute()
  if (!before || score === null || grade === null) return false
  const [latest, earlier] = await latestGrades(tx, site.id, 2)
  const isAlone = earlier !== undefined && latest?.grade !== earlier.grade
  if (isAlone) return grade !== before.agreedGrade
  const { agreedGrade, agreedScore } = before
  if (grade === agreedGrade) return false
  await tx
    .updateTable('securitySite')
    .set({ agreedGrade: grade, agreedScore: score, previousGrade: agreedGrade, agreedAt: now })
    .where('id', '=', site.id)
    .execute()
  if (agreedGrade !== null && agreedScore !== null)
    tx.emit({
      topic: 'security.grade.changed',
      aggregate: `site:${site.id}`,
      payload: {
        siteId: site.id,
        host: site.host,
        from: agreedGrade,
        to: grade,
        isWorse: score < agreedScore,
      },
    })
  return false
}
