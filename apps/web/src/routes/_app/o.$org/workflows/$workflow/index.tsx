import { useIsLive } from '../../../../../live.ts'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Loaded } from '../../../../../components/loaded.tsx'
import { usePhone } from '../../../../../components/use-phone.ts'
import { isNoSuch, isRemoved } from '../../../../../failure.ts'
import { checked, compact, oneOf, text } from '../../../../../search-params.ts'
import { usePageName } from '../../../../../shell/page-head.tsx'
import { useTRPC } from '../../../../../trpc.ts'
import { Editor } from '../-workflows/editor.tsx'
import type { PanelTab } from '../-workflows/editor.tsx'
import type { FlowView } from '../-workflows/editor-head.tsx'
import { NoSuchFlow } from '../-workflows/no-such.tsx'

interface EditorSearch {
  /** Without one the canvas, on a phone the list. */
  view?: FlowView
  tab?: PanelTab
  step?: string
}

export const Route = createFileRoute('/_app/o/$org/workflows/$workflow/')({
  staticData: { isEditor: true, title: 'Workflow', within: { title: 'Workflows', to: '/o/$org/workflows' } },
  validateSearch: (search): EditorSearch =>
    checked({
      view: oneOf(search['view'], ['canvas', 'list']),
      tab: oneOf(search['tab'], ['step', 'runs', 'versions']),
      step: text(search['step'], 40),
    }),
  loader: ({ context: { hub }, params: { workflow: id } }) =>
    void hub.queryClient.prefetchQuery(hub.trpc.workflows.get.queryOptions({ id })),
  component: OneWorkflow,
})

function OneWorkflow() {
  const { workflow: id } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const isPhone = usePhone()
  const isLive = useIsLive()
  const workflow = useQuery(
    useTRPC().workflows.get.queryOptions({ id }, { refetchInterval: !isLive && 10_000 }),
  )
  usePageName(workflow.data?.name)
  const go = (change: { [Key in keyof EditorSearch]: EditorSearch[Key] | undefined }) =>
    // The draft stays as it is, saved or not: nothing is left by opening another step of it.
    void navigate({
      search: (before) => compact({ ...before, ...change }),
      replace: true,
      ignoreBlocker: true,
    })
  if (isNoSuch(workflow)) return <NoSuchFlow what="workflow" />
  return (
    <div
      data-still=""
      className="flex min-h-0 flex-1 flex-col desk:h-[calc(100dvh-var(--bars)-var(--topbar))] desk:flex-none"
    >
      <Loaded
        query={workflow}
        failed="The workflow could not be loaded"
        level={1}
        skeleton={<SkeletonRows rows={8} />}
      >
        {(loaded) => (
          <Editor
            key={loaded.id}
            workflow={loaded}
            isRemoved={isRemoved(workflow)}
            view={search.view ?? (isPhone ? 'list' : 'canvas')}
            tab={search.tab ?? 'step'}
            step={search.step ?? null}
            onView={(view) => go({ view })}
            onTab={(tab) => go({ tab })}
            onStep={(step) => go({ step: step ?? undefined, tab: undefined })}
          />
        )}
      </Loaded>
    </div>
  )
}
