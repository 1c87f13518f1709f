import { sql } from '@hub/db'
import type { BriefingDeclaration } from '../../platform/catalog/briefing.ts'
import { openAlerts } from './alerts/service.ts'
import { alertWords } from './alerts/words.ts'

const permission = 'marketplace.price.read'
const link = '/o/{org}/marketplace'
const MOST_ROWS = 3

const alerts: BriefingDeclaration = {
  name: 'marketplace.alerts',
  act: 'Compare',
  kind: 'needs',
  urgency: 'usual',
  permission,
  entity: 'marketplace_alert',
  link,
  async read({ db }) {
    const { alerts: latest, count } = await openAlerts(db, MOST_ROWS)
    const [first] = latest
    if (!first) return null
    return {
      words: count === 1 ? alertWords(first) : `${count} prices are what you wanted to be told of`,
      count,
      rows: latest.map(({ id }) => id),
    }
  },
}

const doubtful: BriefingDeclaration = {
  name: 'marketplace.doubtful',
  act: 'Decide',
  kind: 'needs',
  urgency: 'usual',
  permission,
  entity: 'marketplace_listing',
  link,
  async read({ db }) {
    const rows = await db
      .selectFrom('marketplaceListing as l')
      .innerJoin('marketplaceProduct as p', 'p.id', 'l.productId')
      .select(['l.id', 'l.shop', 'p.name', sql<number>`count(*) over ()::int`.as('count')])
      .where('l.waitingMinor', 'is not', null)
      .where('l.state', '=', 'watched')
      .orderBy('l.waitingAt')
      .limit(MOST_ROWS)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, shop, name } = first
    return {
      words:
        count === 1
          ? `The price of ${name} at ${shop} is hard to believe`
          : `${count} prices of shops are hard to believe`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

const unreadable: BriefingDeclaration = {
  name: 'marketplace.unreadable',
  act: 'See why',
  kind: 'needs',
  urgency: 'failure',
  permission,
  entity: 'marketplace_listing',
  link,
  async read({ db }) {
    const rows = await db
      .selectFrom('marketplaceListing as l')
      .innerJoin('marketplaceProduct as p', 'p.id', 'l.productId')
      .select(['l.id', 'l.shop', 'p.name', sql<number>`count(*) over ()::int`.as('count')])
      .where('l.toldGoneAt', 'is not', null)
      .where('l.state', '<>', 'paused')
      .orderBy('l.toldGoneAt', 'desc')
      .limit(MOST_ROWS)
      .execute()
    const [first] = rows
    if (!first) return null
    const { count, shop, name } = first
    return {
      words:
        count === 1
          ? `${name} at ${shop} cannot be read any more`
          : `${count} pages of shops cannot be read any more`,
      count,
      rows: rows.map(({ id }) => id),
    }
  },
}

export const marketplaceBriefing: readonly BriefingDeclaration[] = [unreadable, alerts, doubtful]
