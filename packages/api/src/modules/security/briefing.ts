import { sql } from '@hub/db'
import type { BriefingDeclaration } from '../../platform/catalog/briefing.ts'
import { isMuted } from './findings/muted.ts'

const dropped: BriefingDeclaration = {
  name: 'security.dropped',
  act: 'See why',
  kind: 'needs',
  urgency: 'failure',
  permission: 'security.site.read',
  entity: 'security_site',
  link: '/o/{org}/security',
  async read({ db, now }) {
    const rows = await db
      .selectFrom('securitySite')
      .select(['id', 'host', 'agreedGrade', 'previousGrade', sql<number>`count(*) over ()::int`.as('count')])
      // Grades sort as letters do, but for the signs behind them.
      .where(
        sql<boolean>`agreed_at > ${now.toISOString()}::timestamptz - interval '7 days' and previous_grade is not null
          and (left(agreed_grade, 1), translate(right(agreed_grade, -1), '+-', '13') || '2')
            > (left(previous_grade, 1), translate(right(previous_grade, -1), '+-', '13') || '2')`,
      )
      .orderBy('agreedAt', 'desc')
      .limit(3)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, host, agreedGrade, previousGrade } = first
    return {
      words:
        count === 1
          ? `${host} fell from ${previousGrade} to ${agreedGrade}`
          : `${count} websites are less safe than they were`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

const high: BriefingDeclaration = {
  name: 'security.high',
  act: 'See the fix',
  actOnSeveral: 'See websites',
  kind: 'needs',
  urgency: 'failure',
  permission: 'security.site.read',
  entity: 'security_finding',
  link: '/o/{org}/security',
  async read({ db, today }) {
    const rows = await db
      .selectFrom('securityFinding as f')
      .innerJoin('securitySite as s', 's.id', 'f.siteId')
      .select(['f.id', 's.host', 'f.title', sql<number>`count(*) over ()::int`.as('count')])
      .where('f.state', '=', 'open')
      .where('f.severity', '=', 'high')
      .where('f.taskId', 'is', null)
      .where(sql<boolean>`not ${isMuted(today)}`)
      .orderBy('f.openedAt', 'desc')
      .orderBy('f.id')
      .limit(3)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, host, title } = first
    return {
      words:
        count === 1
          ? `${host}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`
          : `${count} grave matters to mend on websites`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

export const securityBriefing: readonly BriefingDeclaration[] = [dropped, high]
