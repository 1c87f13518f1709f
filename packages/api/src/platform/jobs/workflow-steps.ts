/** What workflows do in a module by names of their own, beside calling its procedures. */
export interface WorkflowDeclaration {
  /** What the step `create_task` calls. */
  createTask?: string
  /** What the step `update_record` calls, by entity: it takes the record's `id` beside the changes. */
  updates?: Readonly<Record<string, string>>
  /** Whole workflows to begin with; procedures by whole paths. They are checked like any draft. */
  templates?: readonly WorkflowTemplate[]
}

export interface WorkflowTemplate {
  name: string
  description: string
  draft: Readonly<Record<string, unknown>>
}

/** The same of a whole hub, with whole paths. */
export interface WorkflowSteps {
  /** null where no module has tasks. */
  createTask: string | null
  updates: ReadonlyMap<string, string>
  templates: readonly WorkflowTemplate[]
}

interface Declaring {
  name: string
  workflow?: WorkflowDeclaration
}

export function workflowStepsOf(modules: readonly Declaring[]): WorkflowSteps {
  const declared = modules.flatMap(({ name, workflow }) =>
    workflow ? [{ prefix: `modules.${name}.`, ...workflow }] : [],
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
