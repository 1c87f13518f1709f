import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'

/** An act that somebody in the organization chose out of an offer, and the words of the request. */
export interface Chosen {
  words: readonly string[]
  path: string
}

/** The latest ones are looked at, and no more are kept. */
const KEPT = 200
const LONGEST = 400

/** Only within one organization: what one firm means by a word is none of another's business. */
export async function chosenBefore(db: OrgDb): Promise<Chosen[]> {
  const rows = await db
    .selectFrom('assistantChoice')
    .select(['words', 'path'])
    .orderBy('chosenAt', 'desc')
    .limit(KEPT)
    .execute()
  return rows.map(({ words, path }) => ({ words: words.split(' '), path }))
}

interface Here {
  db: OrgDb
  hub: { now: () => Date }
  org: { orgId: string }
}

/** Keeps what was chosen, so that the same request is understood as this act the next time. */
export async function rememberChosen({ db, hub, org }: Here, { words, path }: Chosen): Promise<void> {
  const said = words.join(' ').slice(0, LONGEST)
  if (said === '') return
  const chosenAt = hub.now()
  await db
    .insertInto('assistantChoice')
    .values({ orgId: org.orgId, words: said, path, chosenAt })
    .onConflict((at) =>
      at
        .columns(['orgId', 'words', 'path'])
        .doUpdateSet({ chosenAt, times: sql<number>`assistant_choice.times + 1` }),
    )
    .execute()
  await db
    .deleteFrom('assistantChoice')
    .where(
      'chosenAt',
      '<',
      db.selectFrom('assistantChoice').select('chosenAt').orderBy('chosenAt', 'desc').offset(KEPT).limit(1),
    )
    .execute()
}
