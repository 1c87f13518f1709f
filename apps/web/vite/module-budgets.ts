import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface PageBudget {
  /** The file of a route: "o.$org/team". */
  page: string
  kb: number
  because: string
}

/** What pages of modules may weigh in place of the usual, for a reason that `budgets.json` in the folder of their module gives. */
export function moduleBudgets(source: string): Record<string, number> {
  const declared = globSync('modules/*/budgets.json', { cwd: source }).flatMap(
    (file) => JSON.parse(readFileSync(join(source, file), 'utf8')) as PageBudget[],
  )
  const lost = declared.find(({ page }) => !existsSync(join(source, 'routes/_app', `${page}.tsx`)))
  if (lost)
    throw new Error(
      `There is no page "${lost.page}". Take its budget out of the budgets.json of its module, or mend its name.`,
    )
  return Object.fromEntries(declared.map(({ page, kb }) => [`routes/_app/${page}`, kb]))
}
