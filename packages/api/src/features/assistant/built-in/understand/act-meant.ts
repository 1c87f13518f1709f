import { fold, tokensOf } from '../../../../reading/text.ts'
import type { World } from './types.ts'

/** "Creating a task" is the path of the act that does it; a path is itself. */
export function actMeant(words: string, { table, ranker }: Pick<World, 'table' | 'ranker'>): string {
  const path = fold(words)
  const named = table.acts.find((act) => act.path.toLowerCase() === path)
  if (named) return named.path
  const ranked = ranker.rank(tokensOf(words).map(({ text }) => text))
  return ranked.find(({ name }) => table.get(name))?.name ?? words
}
