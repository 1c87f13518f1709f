import { z } from 'zod'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { createWorkflow, getWorkflow, listWorkflows, removeWorkflow, updateWorkflow } from './flows.ts'
import { getVersion, listVersions, publishWorkflow, restoreVersion, switchWorkflow } from './publish.ts'
import { actionsRouter } from './actions/router.ts'
import { look, manage, read, write } from './metas.ts'
import { runsRouter } from './runs-router.ts'
import { languageRead } from './language.ts'
import * as schema from './schema.ts'
import { listSecrets, removeSecret, setSecret } from './secrets.ts'
import { templatesRead } from './templates.ts'
import * as transfer from './transfer/schema.ts'
import { exportWorkflows, importWorkflows } from './transfer/transfer.ts'
import { rotateWebhookSecret, webhookSecret } from './triggers/webhook-secret.ts'

const versionsRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List versions of a workflow', description: 'What was published, newest first.' })
    .input(schema.ListVersions)
    .output(schema.VersionPage)
    .query(({ ctx, input }) => listVersions(ctx, input)),
  get: orgProcedure
    .meta({ ...read, title: 'Read a version of a workflow', description: 'A version as it was published.' })
    .input(schema.GetVersion)
    .output(schema.VersionWithDefinition)
    .query(({ ctx, input }) => getVersion(ctx, input)),
  restore: orgProcedure
    .meta({
      ...write,
      title: 'Go back to a version of a workflow',
      description: 'Makes an earlier version the draft, to be published again.',
    })
    .input(schema.RestoreVersion)
    .output(schema.WorkflowWithDraft)
    .mutation(({ ctx, input }) => restoreVersion(ctx, input)),
})

const secretsRouter = router({
  list: orgProcedure
    .meta({
      ...manage,
      permission: 'workflow.read',
      effect: 'read',
      title: 'List secrets of workflows',
      description: 'Their names and where they may be sent; never what they are.',
    })
    .input(z.strictObject({}))
    .output(schema.SecretList)
    .query(({ ctx }) => listSecrets(ctx)),
  set: orgProcedure
    .meta({
      ...manage,
      title: 'Set a secret of workflows',
      description: 'Keeps what workflows sign in with elsewhere, sealed, for the hosts it is for.',
    })
    .input(schema.SetSecret)
    .output(Done)
    .mutation(({ ctx, input }) => setSecret(ctx, input)),
  remove: orgProcedure
    .meta({
      ...manage,
      effect: 'destructive',
      title: 'Remove a secret of workflows',
      description: 'Steps that need it fail from then on.',
    })
    .input(schema.RemoveSecret)
    .output(Done)
    .mutation(({ ctx, input }) => removeSecret(ctx, input)),
})

export const workflowsRouter = router({
  list: orgProcedure
    .meta({
      ...look,
      title: 'List workflows',
      description: 'What happens by itself here, and when it last did.',
    })
    .input(schema.ListWorkflows)
    .output(schema.WorkflowPage)
    .query(({ ctx, input }) => listWorkflows(ctx, input)),
  get: orgProcedure
    .meta({
      ...look,
      title: 'Read a workflow',
      description: 'Its draft, what is wrong with it, and what is published.',
    })
    .input(schema.GetWorkflow)
    .output(schema.WorkflowWithDraft)
    .query(({ ctx, input }) => getWorkflow(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Make a workflow',
      description:
        'Makes a draft of what is to happen by itself; workflows.language says how one is written. Nothing runs before workflows.publish.',
    })
    .input(schema.CreateWorkflow)
    .output(schema.WorkflowWithDraft)
    .mutation(({ ctx, input }) => createWorkflow(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a workflow',
      description: 'Changes the draft or settings. What is published runs on as it is.',
    })
    .input(schema.UpdateWorkflow)
    .output(schema.WorkflowWithDraft)
    .mutation(({ ctx, input }) => updateWorkflow(ctx, input)),
  language: orgProcedure
    .meta({
      ...read,
      title: 'Read how workflows are written',
      description: 'The guide and JSON Schema for drafts: triggers, steps, expressions, events.',
    })
    .input(z.strictObject({}))
    .output(schema.Language)
    .query(({ ctx }) => languageRead(ctx)),
  publish: orgProcedure
    .meta({
      ...write,
      title: 'Publish a workflow',
      description: 'Makes the draft the version that runs, with the rights of whoever publishes it.',
    })
    .input(schema.PublishWorkflow)
    .output(schema.WorkflowWithDraft)
    .mutation(({ ctx, input }) => publishWorkflow(ctx, input)),
  switch: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      title: 'Switch a workflow on or off',
      description: 'Off: nothing but a person starts it. What runs goes on.',
    })
    .input(schema.SwitchWorkflow)
    .output(schema.WorkflowWithDraft)
    .mutation(({ ctx, input }) => switchWorkflow(ctx, input)),
  remove: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Remove a workflow',
      description: 'It starts no more. Runs under way go on to their end.',
    })
    .input(schema.ChangeWorkflow)
    .output(Done)
    .mutation(({ ctx, input }) => removeWorkflow(ctx, input)),
  templates: orgProcedure
    .meta({
      ...read,
      title: 'List templates of workflows',
      description: 'Workflows to begin with, whole and ready to be changed.',
    })
    .input(z.strictObject({}))
    .output(schema.Templates)
    .query(({ ctx }) => templatesRead(ctx)),
  export: orgProcedure
    .meta({
      ...read,
      title: 'Export workflows',
      description: 'One workflow or all as JSON, without secrets and ids, for another organization or hub.',
    })
    .input(transfer.ExportWorkflows)
    .output(transfer.ExportedWorkflows)
    .query(({ ctx, input }) => exportWorkflows(ctx, input)),
  import: orgProcedure
    .meta({
      ...write,
      title: 'Import workflows',
      description: 'Makes drafts of what workflows.export answered, and tells what is to be filled in.',
    })
    .input(transfer.ImportWorkflows)
    .output(transfer.ImportedWorkflows)
    .mutation(({ ctx, input }) => importWorkflows(ctx, input)),
  webhookSecret: orgProcedure
    .meta({
      ...manage,
      effect: 'read',
      secret: true,
      title: 'Show the secret of a webhook',
      description: 'What another service signs with when it starts the workflow.',
    })
    .input(schema.GetWebhookSecret)
    .output(schema.WebhookSecret)
    .query(({ ctx, input }) => webhookSecret(ctx, input)),
  rotateWebhookSecret: orgProcedure
    .meta({
      ...manage,
      secret: true,
      title: 'Change the secret of a webhook',
      description: 'Makes a new one; the one before opens the webhook for another day.',
    })
    .input(schema.RotateWebhookSecret)
    .output(schema.WebhookSecret)
    .mutation(({ ctx, input }) => rotateWebhookSecret(ctx, input)),
  versions: versionsRouter,
  runs: runsRouter,
  actions: actionsRouter,
  secrets: secretsRouter,
})
