import type { OrgDb } from '@hub/db'
import { parseConditions } from '../../../shared/conditions.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { linksOf } from '../types/queries.ts'
import type { KnownType } from '../types/queries.ts'
import { namesakesOf } from '../types/titles.ts'
import { isBySource } from './group.ts'
import { parseLinked } from './linked.ts'
import { propertyAt, propertyWords, stepWords, stepsOf } from './paths.ts'
import type { PathStart } from './paths.ts'
import type { RunQuery } from './schema.ts'
import type { SpokenProperties, Worded } from './words.ts'

/** The properties of a type, and those over links that these conditions name, as they are said. */
async function spokenProperties(
  db: OrgDb,
  type: KnownType,
  where: readonly string[],
): Promise<SpokenProperties> {
  const named = where.flatMap((text) => (parseConditions(text) ?? []).map(({ property }) => property))
  const paths = [...new Set(named)].filter((name) => name.includes('.'))
  const reached = paths.map(async (name) => {
    const { steps, end, property } = await propertyAt({ db, type, field: 'where' }, name)
    return { name, title: propertyWords(steps, end, property), kind: property.kind }
  })
  return { properties: [...type.properties, ...(await Promise.all(reached))] }
}

/** "placed", "customer of order", "town of customer of order" */
async function groupWords(start: PathStart, groupBy: string): Promise<string> {
  if (isBySource(start.type, groupBy)) return 'source'
  const isFirst = /^first\s/.test(groupBy.trim())
  const [path = ''] = groupBy
    .trim()
    .replace(/^(?:each|first)\s+/, '')
    .split(/\s+/)
  const names = path.split('.')
  const steps = await stepsOf(start, names.slice(0, -1))
  const links = await linksOf(start.db, steps.at(-1)?.to.id ?? start.type.id)
  if (links.some(({ name }) => name === names.at(-1))) return stepWords(await stepsOf(start, names))
  const { property } = await propertyAt(start, path)
  const said = `${isFirst ? 'first ' : ''}${inSentence(property.title)}`
  return [said, ...(steps.length === 0 ? [] : [stepWords(steps)])].join(' of ')
}

/** What links lead to that are counted, by their names: "orders", of "count order". */
async function countedOver(
  db: OrgDb,
  type: KnownType,
  metrics: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = metrics.flatMap((metric) => /^count\s+(\S+)$/.exec(metric.trim())?.[1] ?? [])
  const steps = await Promise.all(names.map((name) => stepsOf({ db, type, field: 'metrics' }, [name])))
  return new Map(steps.flat().map(({ link, to }) => [link.name, inSentence(to.plural)]))
}

/** What a question in words says, by the names of what is there. */
export async function spokenOf(
  db: OrgDb,
  { type, input }: { type: KnownType; input: RunQuery },
): Promise<Worded> {
  const { where = [], linked = [], groupBy, metrics = [] } = input
  const counts = linked.map(async (text) => {
    const { steps, op, count, where: such } = await parseLinked(text, { db, type })
    const end = steps.at(-1)?.to ?? type
    return { title: stepWords(steps), op, count, where: such, of: await spokenProperties(db, end, such) }
  })
  return {
    plural: type.plural,
    of: await spokenProperties(db, type, where),
    input,
    linked: await Promise.all(counts),
    by: await Promise.all(
      (groupBy?.split(',') ?? []).map((one) => groupWords({ db, type, field: 'groupBy' }, one)),
    ),
    apart: await namesakesOf(db, type),
    counted: await countedOver(db, type, metrics),
  }
}
