import { useIsLive } from '../../../../live.ts'
import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useCan } from '../../../../account.ts'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { checked, compact, flag, oneOf, text } from '../../../../search-params.ts'
import { useTRPC } from '../../../../trpc.ts'
import { ImportButton } from './-workflows/import-button.tsx'
import { TemplateCards } from './-workflows/template-cards.tsx'
import { WorkflowTable } from './-workflows/workflow-table.tsx'

interface WorkflowSearch {
  state?: 'on' | 'off'
  /** The dialog for a new one is open, with this template. */
  new?: true
  template?: string
  /** The dialog with the secrets of workflows is open. */
  secrets?: true
}

const workflowsIn = ({ state }: WorkflowSearch) => ({
  limit: 30,
  ...(state !== undefined && { isOn: state === 'on' }),
})

const SecretsDialog = lazyPart(() =>
  import('./-workflows/secrets-dialog.tsx').then((part) => part.SecretsDialog),
)

const NewWorkflowDialog = lazyPart(() =>
  import('./-workflows/new-workflow.tsx').then((part) => part.NewWorkflowDialog),
)

export const Route = createFileRoute('/_app/o/$org/workflows/')({
  staticData: { title: 'Workflows' },
  validateSearch: (search): WorkflowSearch =>
    checked({
      state: oneOf(search['state'], ['on', 'off']),
      new: flag(search['new']),
      template: text(search['template']),
      secrets: flag(search['secrets']),
    }),
  loaderDeps: ({ search: { state } }) => ({ ...(state !== undefined && { state }) }),
  loader: ({ context: { hub }, deps }) => {
    void hub.queryClient.prefetchInfiniteQuery(
      hub.trpc.workflows.list.infiniteQueryOptions(workflowsIn(deps), paging),
    )
  },
  component: Workflows,
})

const stateChoices = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const

const ASK_MS = 10_000

function Workflows() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const canWrite = useCan('workflow.write')
  const canManage = useCan('workflow.manage')
  const [isBrowsing, setBrowsing] = useState(false)
  const go = (change: { [Key in keyof WorkflowSearch]: WorkflowSearch[Key] | undefined }) =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })
  const begin = (template?: string) => go({ new: true, template })
  const isLive = useIsLive()
  const workflows = useInfiniteQuery(
    useTRPC().workflows.list.infiniteQueryOptions(workflowsIn(search), {
      ...paging,
      placeholderData: (before) => before,
      refetchInterval: !isLive && ASK_MS,
    }),
  )
  return (
    <Page>
      <PageHeader
        title="Workflows"
        description="What happens by itself: at a time, when something happens, or when you start it."
        actions={canWrite && <Acts onNew={() => begin()} onSecrets={() => go({ secrets: true })} />}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <ChoiceFilter
          name="On or off"
          choices={stateChoices}
          value={search.state}
          onChange={(state) => go({ state })}
        />
      </div>
      <div className="settles">
        <Card flush>
          <Loaded
            query={workflows}
            failed="The workflows could not be loaded"
            skeleton={<SkeletonRows rows={6} />}
          >
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items)
              if (items.length > 0) return <WorkflowTable workflows={items} />
              return search.state === undefined ? (
                <Empty title="No workflows yet">
                  {canWrite
                    ? 'Begin with one of these, or with an empty one.'
                    : 'Whoever manages this organization can make one.'}
                </Empty>
              ) : (
                <Empty title="None of these">Remove the filter to see the others.</Empty>
              )
            }}
          </Loaded>
          <LoadMore query={workflows} />
        </Card>
        {canWrite && workflows.data !== undefined && (
          <section aria-label="Templates" className="mt-6">
            {isBrowsing || workflows.data.pages[0]?.items.length === 0 ? (
              <>
                <h2 className="mb-3 text-15/5 font-semibold tracking-tight">Templates</h2>
                <TemplateCards onChoose={({ name }) => begin(name)} />
              </>
            ) : (
              <Button variant="ghost" className="-ml-3" onClick={() => setBrowsing(true)}>
                Show templates
              </Button>
            )}
          </section>
        )}
      </div>
      {search.secrets === true && canManage && (
        <Suspense>
          <SecretsDialog onClose={() => go({ secrets: undefined })} />
        </Suspense>
      )}
      {search.new === true && canWrite && (
        <Suspense>
          <NewWorkflowDialog
            template={search.template}
            onClose={() => go({ new: undefined, template: undefined })}
          />
        </Suspense>
      )}
    </Page>
  )
}

interface ActsProps {
  onNew: () => void
  onSecrets: () => void
}

function Acts({ onNew, onSecrets }: ActsProps) {
  const canManage = useCan('workflow.manage')
  return (
    <>
      {canManage && <Button onClick={onSecrets}>Secrets</Button>}
      <ImportButton />
      <Button variant="primary" onClick={onNew}>
        New workflow
      </Button>
    </>
  )
}
