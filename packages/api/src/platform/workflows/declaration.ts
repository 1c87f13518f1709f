/** What workflows do in a module by names of their own, beside calling its procedures. */
export interface WorkflowDeclaration {
  /** What the step `create_task` calls. */
  createTask?: string
  /** What the step `update_record` calls, by entity: it takes the record's `id` beside the changes. */
  updates?: Readonly<Record<string, string>>
  /** Whole workflows to begin with; procedures by whole paths. They are checked like any draft. */
  templates?: readonly WorkflowTemplate[]
}

/** In a template: whoever asks for it. Expressions know no people, so that person's own address takes its place. */
export const WHOEVER_ASKS = 'you@example.com'

export interface WorkflowTemplate {
  name: string
  description: string
  draft: Readonly<Record<string, unknown>>
}
