import { useIsLive } from '../../../../../../live.ts'
import { Page } from '@hub/ui/app-shell'
import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Loaded } from '../../../../../../components/loaded.tsx'
import { isNoSuch } from '../../../../../../failure.ts'
import { checked, flag, text } from '../../../../../../search-params.ts'
import { usePageName } from '../../../../../../shell/page-head.tsx'
import { useTRPC } from '../../../../../../trpc.ts'
import { NoSuchFlow } from '../../-workflows/no-such.tsx'
import { RunPage } from '../../-workflows/run-page.tsx'
import { askAgainIn } from '../../-workflows/run-words.ts'

export const Route = createFileRoute('/_app/o/$org/workflows/$workflow/runs/$run')({
  staticData: { title: 'Run', within: { title: 'Workflows', to: '/o/$org/workflows' } },
  validateSearch: (search): { step?: string; ask?: true } =>
    // Mails about a decision lead here, and their page begins with what is asked.
    checked({ step: text(search['step'], 400), ask: flag(search['ask']) }),
  loader: ({ context: { hub }, params: { run: id } }) =>
    void hub.queryClient.prefetchQuery(hub.trpc.workflows.runs.get.queryOptions({ id })),
  component: OneRun,
})

function OneRun() {
  const { run: id } = Route.useParams()
  const { step, ask = false } = Route.useSearch()
  const navigate = Route.useNavigate()
  const isLive = useIsLive()
  const run = useQuery(
    useTRPC().workflows.runs.get.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) => !isLive && askAgainIn(state.data),
        refetchIntervalInBackground: true,
      },
    ),
  )
  usePageName(run.data && `Run ${run.data.number} of ${run.data.workflowName}`)
  if (isNoSuch(run)) return <NoSuchFlow what="run" />
  return (
    <Page>
      <Loaded
        query={run}
        failed="The run could not be loaded"
        level={1}
        skeleton={
          <Card flush>
            <SkeletonRows rows={6} />
          </Card>
        }
      >
        {(loaded) => (
          <RunPage
            run={loaded}
            path={step}
            isAsked={ask}
            onPath={(path) => void navigate({ search: { step: path }, replace: true })}
          />
        )}
      </Loaded>
    </Page>
  )
}
