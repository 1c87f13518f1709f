import { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { Fault, GivenDraft, ShownDefinition, WorkflowId, settings } from '../schema.ts'

const FILE = 'smart-ai-hub.workflows'
export const MOST_IN_FILE = 200

const InFile = z.strictObject({
  name: settings.name,
  description: settings.description.default(''),
  atOnce: settings.atOnce.default(10),
  onFailure: settings.name
    .nullable()
    .default(null)
    .meta({ description: 'The name of the one in this file that runs when it fails' }),
  draft: GivenDraft,
})

export const WorkflowFile = z.strictObject({
  format: z.literal(FILE),
  version: z.literal(1),
  workflows: z.array(InFile).min(1).max(MOST_IN_FILE),
})
export type WorkflowFile = z.infer<typeof WorkflowFile>

/** What somebody has to fill in or look at, at the step or trigger and field. */
export const Attention = z.strictObject({ workflow: z.string(), ...Fault.shape })
export type Attention = z.infer<typeof Attention>

export const ExportWorkflows = z.strictObject({
  id: WorkflowId.optional().meta({ description: 'Left out: all workflows' }),
})
export type ExportWorkflows = z.infer<typeof ExportWorkflows>
export const ExportedWorkflows = z.strictObject({
  format: z.literal(FILE),
  version: z.literal(1),
  workflows: z.array(z.strictObject({ ...InFile.shape, draft: ShownDefinition })),
  attention: z.array(Attention).meta({ description: 'What belongs to this organization and was left out' }),
})
export type ExportedWorkflows = z.infer<typeof ExportedWorkflows>

/** Pages wrote files of one workflow before there was a version. */
function asFile({ attention: _told, ...file }: Record<string, unknown>): Record<string, unknown> {
  if (file['kind'] !== 'smart-ai-hub.workflow') return file
  const { name, description, draft } = file
  return { format: FILE, version: 1, workflows: [{ name, description, draft }] }
}

export const ImportWorkflows = mutationInput({
  file: z
    .looseObject({})
    .meta({
      description: 'What workflows.export answered',
      examples: [{ format: FILE, version: 1, workflows: [{ name: 'Late payers', draft: { steps: [] } }] }],
    })
    .transform(asFile)
    .pipe(WorkflowFile),
})
export type ImportWorkflows = z.infer<typeof ImportWorkflows>
export const ImportedWorkflows = z.strictObject({
  items: z.array(z.strictObject({ id: WorkflowId, name: z.string() })),
  attention: z.array(Attention).meta({ description: 'What is to be filled in before they can be published' }),
})
export type ImportedWorkflows = z.infer<typeof ImportedWorkflows>
