import { useIsLive } from '../../../../../live.ts'
import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { SkeletonRows, Waiting } from '@hub/ui/skeleton'
import { TabPanel, Tabs } from '@hub/ui/tabs'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useMemo, useState } from 'react'
import { useCan } from '../../../../../account.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { EditorHead } from './editor-head.tsx'
import type { Asked, FlowView } from './editor-head.tsx'
import { FlowActsContext } from './flow-acts.ts'
import type { FlowActs } from './flow-acts.ts'
import { broughtBack, freeName, inserted, moved, namesIn, relocated, removed } from './flow-tree.ts'
import type { Slot } from './flow-tree.ts'
import type { Step, StepType, WorkflowWithDraft } from './flow.ts'
import { sourcesFor } from './earlier.ts'
import { useProcedures } from './procedures.ts'
import { askAgainIn } from './run-words.ts'
import { blankStep, kindOf } from './step-kinds.ts'
import { Removed } from './removed.tsx'
import { StepListView } from './step-list-view.tsx'
import { useOpening } from './use-opening.ts'
import { useFlowEdit } from './use-flow-edit.ts'
import type { FlowEdit } from './use-flow-edit.ts'

const Canvas = lazyPart(async () => (await import('./canvas.tsx')).Canvas)
const RunStrip = lazyPart(async () => (await import('./run-strip.tsx')).RunStrip)
const StepPanel = lazyPart(async () => (await import('./step-panel.tsx')).StepPanel)
const RunsPanel = lazyPart(async () => (await import('./runs-panel.tsx')).RunsPanel)
const VersionsPanel = lazyPart(async () => (await import('./versions-panel.tsx')).VersionsPanel)
const AddStep = lazyPart(async () => (await import('./add-step.tsx')).AddStep)
const MoveStep = lazyPart(async () => (await import('./move-step.tsx')).MoveStep)
const AskedDialog = lazyPart(async () => (await import('./asked-dialog.tsx')).AskedDialog)

export type PanelTab = 'step' | 'runs' | 'versions'

export interface EditorProps {
  workflow: WorkflowWithDraft
  /** Somebody removed it while it is open here. */
  isRemoved: boolean
  view: FlowView
  tab: PanelTab
  step: string | null
  onView: (view: FlowView) => void
  onTab: (tab: PanelTab) => void
  onStep: (step: string | null) => void
}

/** A workflow as one works on it: its steps on a canvas or in a list, and beside them what is open. */
export function Editor(props: EditorProps) {
  const { workflow, view, tab, onTab } = props
  const edit = useFlowEdit(workflow)
  const [place, setPlace] = useState<Slot | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [moving, setMoving] = useState<Step | null>(null)
  const acts = useActs(props, edit, { onAdd: setPlace, onMove: setMoving })
  const ask = async (what: Asked) => {
    // What is tested and published is what the hub has.
    if (what === 'publish' || what === 'test') {
      if (!(await edit.flush())) return
      if (acts.faults.length > 0 && what === 'publish')
        return showErrorToast(`Mend this first: ${acts.faults[0]?.message ?? ''}`)
    }
    setAsked(what)
  }
  const choose = (type: StepType) => {
    if (!place) return
    const id = freeName(kindOf(type).label, namesIn(edit.draft))
    edit.change((draft) => inserted(draft, blankStep(type, id), place))
    setPlace(null)
    acts.enter(id)
  }
  return (
    <FlowActsContext value={acts}>
      <EditorHead edit={edit} view={view} onView={props.onView} onAsk={(what) => void ask(what)} />
      {props.isRemoved ? <Removed edit={edit} workflow={workflow} /> : <SaveTrouble edit={edit} />}
      <div className="grid min-h-0 flex-1 tablet:max-desk:grid-rows-[1fr_auto] desk:grid-cols-[minmax(0,1fr)_340px]">
        <section
          aria-label="Steps"
          className="flex min-h-0 min-w-0 flex-col bg-sunken max-desk:min-h-[320px] max-tablet:bg-sheet max-tablet:px-4 desk:overflow-auto"
        >
          {view === 'list' ? (
            <StepListView />
          ) : (
            <>
              <Suspense
                fallback={
                  <Waiting>
                    <SkeletonRows rows={4} />
                  </Waiting>
                }
              >
                <Canvas />
              </Suspense>
              {acts.lastRun && (
                <Suspense>
                  <RunStrip run={acts.lastRun} onEarlier={() => onTab('runs')} />
                </Suspense>
              )}
            </>
          )}
        </section>
        <aside
          aria-label="What is open"
          className="min-h-0 min-w-0 border-line bg-sheet max-desk:border-t tablet:max-desk:min-h-96 desk:overflow-y-auto desk:border-l"
        >
          <Tabs
            label="What is open"
            listClassName="px-5"
            value={tab}
            onValueChange={onTab}
            tabs={[
              { value: 'step', label: 'Step' },
              { value: 'runs', label: 'Runs', count: workflow.runs },
              { value: 'versions', label: 'Versions' },
            ]}
          >
            <TabPanel value="step">
              <Suspense
                fallback={
                  <Waiting>
                    <SkeletonRows rows={4} />
                  </Waiting>
                }
              >
                <StepPanel />
              </Suspense>
            </TabPanel>
            <TabPanel value="runs">
              <Suspense
                fallback={
                  <Waiting>
                    <SkeletonRows rows={4} />
                  </Waiting>
                }
              >
                <RunsPanel onStart={() => setAsked('start')} />
              </Suspense>
            </TabPanel>
            <TabPanel value="versions">
              <Suspense
                fallback={
                  <Waiting>
                    <SkeletonRows rows={4} />
                  </Waiting>
                }
              >
                <VersionsPanel />
              </Suspense>
            </TabPanel>
          </Tabs>
        </aside>
      </div>
      <Suspense>
        {place && <AddStep onChoose={choose} onClose={() => setPlace(null)} />}
        {moving && (
          <MoveStep
            step={moving}
            onClose={() => setMoving(null)}
            onChoose={(slot) => {
              edit.change((draft) => relocated(draft, moving.id, slot))
              setMoving(null)
            }}
          />
        )}
        {asked && <AskedDialog asked={asked} workflow={workflow} onClose={() => setAsked(null)} />}
      </Suspense>
    </FlowActsContext>
  )
}

interface Asks {
  onAdd: (place: Slot) => void
  onMove: (step: Step) => void
}

function useActs({ workflow, step, onStep }: EditorProps, edit: FlowEdit, asks: Asks): FlowActs {
  const trpc = useTRPC()
  const canWrite = useCan('workflow.write')
  const { data: procedures = [] } = useProcedures()
  const opening = useOpening(onStep)
  const { id } = workflow.lastRun ?? {}
  const isLive = useIsLive()
  const { data: lastRun } = useQuery(
    trpc.workflows.runs.get.queryOptions(
      { id: id ?? '' },
      { enabled: id !== undefined, refetchInterval: ({ state }) => !isLive && askAgainIn(state.data) },
    ),
  )
  const { draft, state } = edit
  const faults = useMemo(() => {
    // What the hub would not even keep is said at its step, beside what it found in what it has.
    if (state.kind !== 'refused') return workflow.faults
    const refused = state.issues.flatMap(({ path, message }) => {
      const [, list, index = '', field = ''] = path.split('.')
      const at = list === 'steps' ? draft.steps[Number(index)]?.id : undefined
      return at === undefined ? [] : [{ at, field, message }]
    })
    return [...refused, ...workflow.faults]
  }, [state, workflow.faults, draft])
  const remove = (gone: Step) => {
    const left = new Set(removed(draft, gone.id).steps.map(({ id: one }) => one))
    const names = new Set(draft.steps.map(({ id: one }) => one).filter((one) => !left.has(one)))
    edit.change((before) => removed(before, gone.id))
    if (step === gone.id) opening.select(null)
    showToast(`“${gone.title}” was removed.`, {
      undo: () => edit.change((now) => broughtBack(now, draft, names)),
    })
  }
  return {
    workflow,
    draft,
    selected: step,
    canWrite,
    faults,
    procedures,
    lastRun,
    ...opening,
    change: edit.change,
    add: asks.onAdd,
    remove,
    askMove: asks.onMove,
    move: (which, by) => edit.change((before) => moved(before, which.id, by)),
    sourcesOf: (which) => sourcesFor(draft, which, procedures),
  }
}

/** Why the draft is not saved, and what to do about it. */
function SaveTrouble({ edit }: { edit: FlowEdit }) {
  const { state } = edit
  if (state.kind === 'refused')
    return (
      <Note live tone="danger" title="Not saved." className="mx-5 mt-3">
        {state.message}
        {state.mayPass && ' It is sent again by itself; keep this page open until then.'}
        {state.mayPass && (
          <div className="mt-2.5">
            <Button size="sm" onClick={() => void edit.flush()}>
              Save now
            </Button>
          </div>
        )}
      </Note>
    )
  if (state.kind !== 'conflict') return null
  return (
    <Note live tone="warning" title="Somebody else changed this too." className="mx-5 mt-3">
      Yours stands here and is not saved. Choose which of both stays.
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="sm" onClick={edit.keepMine}>
          Keep mine
        </Button>
        <Button size="sm" onClick={edit.takeTheirs}>
          Take theirs
        </Button>
      </div>
    </Note>
  )
}
