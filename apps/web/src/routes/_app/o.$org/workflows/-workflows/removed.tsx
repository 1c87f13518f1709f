import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCan, useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { giveUpUnsaved } from '../../../../../unsaved.ts'
import type { WorkflowWithDraft } from './flow.ts'
import type { FlowEdit } from './use-flow-edit.ts'
import { useCreate } from './use-workflow.ts'

interface RemovedProps {
  edit: FlowEdit
  workflow: WorkflowWithDraft
}

/** That the workflow is gone, and how what stands here is kept nevertheless. */
export function Removed({ edit, workflow: { name, description } }: RemovedProps) {
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const canWrite = useCan('workflow.write')
  const create = useCreate((id) => {
    // What waited here to be saved is in the new one.
    giveUpUnsaved()
    void navigate({ to: '/o/$org/workflows/$workflow', params: { org: slug, workflow: id } })
  })
  return (
    <Note live tone="warning" title="This workflow was removed." className="mx-5 mt-3">
      {canWrite
        ? 'Nothing starts it any more, and what is changed here is not saved. Its steps can be kept as a new workflow.'
        : 'Nothing starts it any more.'}
      {create.isError && <p className="mt-1">{toFailure(create.error).message}</p>}
      <div className="mt-2.5 flex flex-wrap gap-2">
        {canWrite && (
          <Button
            size="sm"
            pending={create.isPending}
            onClick={() => create.mutate({ name, description, draft: edit.draft })}
          >
            Keep as a new workflow
          </Button>
        )}
        <Button size="sm" render={<Link to="/o/$org/workflows" params={{ org: slug }} />}>
          Go to the workflows
        </Button>
      </div>
    </Note>
  )
}
