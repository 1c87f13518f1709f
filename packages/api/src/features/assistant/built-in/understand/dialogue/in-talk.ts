import { areBeside } from '../../acts/act-path.ts'
import type { Ranked } from '../../ranking/ranker.ts'
import type { World } from '../types.ts'

/** So much of what is likely is the talk itself, where a message is short enough to lean on it. */
const BY_TALK = 0.12
const LEANING = 9

/** "Take that invite back" after a look at the invitations: acts beside the one before are likelier. */
export function inTalk(
  ranked: readonly Ranked[],
  words: readonly string[],
  { memory, table }: World,
): readonly Ranked[] {
  const last = memory.last?.path
  if (last === undefined || words.length > LEANING) return ranked
  const near = new Set(table.acts.flatMap(({ path }) => (areBeside(path, last) ? [path] : [])))
  return ranked
    .map(({ name, chance }) => ({
      name,
      chance: (1 - BY_TALK) * chance + (near.has(name) ? BY_TALK / near.size : 0),
    }))
    .toSorted((a, b) => b.chance - a.chance)
}
