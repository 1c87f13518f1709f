import type { AnyRouter } from '@trpc/server'

export interface PromptArgument {
  name: string
  /** "The name of the customer" */
  description: string
  isRequired: boolean
}

/** A request that is ready to be made, which clients of MCP show a person to choose from. */
export interface PromptDeclaration {
  /** Small letters and lines, unlike any other of the hub: "overdue-invoices". */
  name: string
  title: string
  description: string
  arguments?: readonly PromptArgument[]
  /** What the person says by choosing it, with `{argument}` in the place of each. */
  text: string
  /** Procedures it takes; in a module without `modules.<name>.` Who may not call all of them is not shown it. */
  uses: readonly string[]
}

const slotsIn = (text: string): string[] => Array.from(text.matchAll(/\{(\w+)\}/g), ([, slot = '']) => slot)

/** What is wrong with a prompt, in words; undefined where nothing is. */
function faultOf(
  { name, text, uses, arguments: taken = [] }: PromptDeclaration,
  paths: ReadonlySet<string>,
): string | undefined {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) return 'needs a name of small letters and lines.'
  const missing = uses.find((path) => !paths.has(path))
  if (missing !== undefined) return `uses "${missing}", which is no procedure.`
  const names = new Set(taken.map((one) => one.name))
  const slots = new Set(slotsIn(text))
  const odd = [...names.symmetricDifference(slots)][0]
  return odd === undefined ? undefined : `has "${odd}" in its text or its arguments alone.`
}

/** Throws an Error that names the first prompt of a module which would ask a model for what is not there. */
export function checkPrompts({ name, router, prompts = [] }: PromptingModule): void {
  const paths = new Set(Object.keys(router._def.procedures as object))
  for (const prompt of prompts) {
    const fault = faultOf(prompt, paths)
    if (fault !== undefined) throw new Error(`The module "${name}": the prompt "${prompt.name}" ${fault}`)
  }
}

interface PromptingModule {
  name: string
  router: AnyRouter
  prompts?: readonly PromptDeclaration[]
}

/** The text of a prompt with what was given for each argument; what was left out is said to be open. */
export const promptText = (
  { text }: Pick<PromptDeclaration, 'text'>,
  given: Readonly<Record<string, string>>,
): string => text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => given[slot]?.trim() || 'not said')
