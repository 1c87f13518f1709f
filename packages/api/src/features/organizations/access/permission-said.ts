import type { OrgPermission } from '../../../platform/access/permissions.ts'
import type { PermissionTable } from '../../../platform/access/permission-table.ts'

const SEES = new Set(['see', 'read', 'view', 'look', 'open'])
const CHANGES = new Set('chang edit writ creat add mak updat manag modify delet remov'.split(' '))
const LITTLE = new Set('a an the our my your of on at in into through to about and or for any'.split(' '))

/** "approvals" and "approve" are of one "approv". */
const stem = (word: string) =>
  word.length < 4
    ? word
    : word
        .replace(/s$/, '')
        .replace(/(?:al|ing|ed)$/, '')
        .replace(/e$/, '')

interface Meant {
  sees: boolean
  changes: boolean
  /** All that is neither of the two. */
  about: Set<string>
}

function meantBy(text: string): Meant {
  const words = (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => !LITTLE.has(word))
  const stems = words.map(stem)
  const sees = words.some((word) => SEES.has(word))
  const changes = stems.some((word) => CHANGES.has(word))
  const about = new Set(stems.filter((word, at) => !SEES.has(words[at] ?? '') && !CHANGES.has(word)))
  return { sees, changes, about }
}

/** How much of what was said the title of a permission says too, from 0 to 2. */
function likeness(said: Meant, title: Meant): number {
  // To see a thing is less than whatever else can be done with it, and says nothing of that.
  if (said.about.size === 0 || said.sees !== title.sees) return 0
  const share = said.about.intersection(title.about).size / said.about.size
  return share < 0.5 ? 0 : share + (said.changes === title.changes ? 0.5 : 0) + 0.5 / title.about.size
}

/** The one permission that is meant by its name, or by what it lets somebody do ("change tasks"); undefined where none is, or two are. */
export function permissionSaid(
  { names, titleOf }: Pick<PermissionTable, 'names' | 'titleOf'>,
  said: string,
): OrgPermission | undefined {
  const named = names.find((name) => name === said)
  // A name that nobody has is a mistake, and no words.
  if (named !== undefined || /\S\.\S/.test(said)) return named
  const meant = meantBy(said)
  const [best, next] = names
    .map((name) => ({ name, score: likeness(meant, meantBy(titleOf(name))) }))
    .toSorted((one, other) => other.score - one.score)
  return best && best.score > (next?.score ?? 0) ? best.name : undefined
}
