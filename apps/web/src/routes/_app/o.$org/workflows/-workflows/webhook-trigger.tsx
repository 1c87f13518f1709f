import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { CopyButton } from '@hub/ui/copy-button'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useFlowActs } from './flow-acts.ts'

/** Where another service starts the workflow, and what it signs with. */
export function WebhookTrigger({ id }: { id: string }) {
  const { workflow } = useFlowActs()
  const canManage = useCan('workflow.manage')
  const address = workflow.webhooks.find(({ key }) => key === id)?.address
  if (address === undefined)
    return <p className="text-13 text-text-2">It gets its address when you publish the workflow.</p>
  return (
    <>
      <Field label="Address" hint="The service sends its calls there, signed with the secret.">
        <Input readOnly value={address} end={<CopyButton text={address} label="Copy address" />} />
      </Field>
      {canManage && <Secret workflowId={workflow.id} id={id} />}
    </>
  )
}

function useSecret(workflowId: string, key: string) {
  const { client } = useHub()
  const [secret, setSecret] = useState<string>()
  const shown = {
    onSuccess: (answer: { secret: string }) => setSecret(answer.secret),
    onError: (error: unknown) => showErrorToast(toFailure(error).message),
  }
  const webhook = { id: workflowId, key }
  const show = useMutation({
    mutationFn: () => client.workflows.webhookSecret.query(webhook),
    ...shown,
  })
  const change = useMutation({
    mutationFn: () => client.workflows.rotateWebhookSecret.mutate({ ...webhook, idempotencyKey: newKey() }),
    ...shown,
  })
  return { secret, show, change }
}

function Secret({ workflowId, id }: { workflowId: string; id: string }) {
  const { secret, show, change } = useSecret(workflowId, id)
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      {secret !== undefined && (
        <Field label="Secret" hint="Keep it as you keep a password.">
          <Input readOnly value={secret} end={<CopyButton text={secret} label="Copy secret" />} />
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        {secret === undefined && (
          <Button size="sm" pending={show.isPending} onClick={() => show.mutate()}>
            Show the secret
          </Button>
        )}
        <Button size="sm" onClick={() => setAsked(true)}>
          New secret
        </Button>
      </div>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setAsked}
        title="Make a new secret for this webhook?"
        consequence="For a day the one before starts the workflow too, so that the service can change over without a gap."
        confirmLabel="Make new secret"
        pendingLabel="Making it"
        danger={false}
        pending={change.isPending}
        onConfirm={() => change.mutate(undefined, { onSettled: () => setAsked(false) })}
      />
    </>
  )
}
