import { pathPrefix } from '../path-prefix.ts'
import type { WorkflowDeclaration, WorkflowTemplate } from './declaration.ts'

/** What modules declared, of a whole hub, with whole paths. */
export interface WorkflowSteps {
  /** null where no module has tasks. */
  createTask: string | null
  updates: ReadonlyMap<string, string>
  templates: readonly WorkflowTemplate[]
}

interface Declaring {
  name: string
  isTopLevel?: boolean
  workflow?: WorkflowDeclaration
}

export function workflowStepsOf(modules: readonly Declaring[]): WorkflowSteps {
  const declared = modules.flatMap((module) =>
    module.workflow ? [{ prefix: pathPrefix(module), ...module.workflow }] : [],
  )
  const first = declared.find(({ createTask }) => createTask !== undefined)
  return {
    createTask: first?.createTask === undefined ? null : `${first.prefix}${first.createTask}`,
    templates: declared.flatMap(({ templates = [] }) => templates),
    updates: new Map(
      declared.flatMap(({ prefix, updates = {} }) =>
        Object.entries(updates).map(([entity, path]) => [entity, `${prefix}${path}`] as const),
      ),
    ),
  }
}
