import { Button } from '@hub/ui/button'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { Segments } from '@hub/ui/segments'
import { Status } from '@hub/ui/status'
import { Switch } from '@hub/ui/switch'
import { Tag } from '@hub/ui/tag'
import { formatTime } from '@hub/ui/time'
import {
  Download,
  Ellipsis,
  ListTree,
  Pencil,
  Play,
  Redo2,
  Trash2,
  Undo2,
  Workflow as Flow,
} from 'lucide-react'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { useWide } from '../../../../../components/use-phone.ts'
import { PageHeadActs } from '../../../../../shell/page-head.tsx'
import { useShortcut } from '../../../../../shell/shortcut.ts'
import { useFlowActs } from './flow-acts.ts'
import { RunState } from './run-state.tsx'
import { waitsForReader } from './run-words.ts'
import type { FlowEdit } from './use-flow-edit.ts'
import { useExport, useSwitch } from './use-workflow.ts'

export type FlowView = 'canvas' | 'list'

const views = [
  { value: 'canvas', label: 'Canvas', icon: <Flow aria-hidden="true" /> },
  { value: 'list', label: 'List', icon: <ListTree aria-hidden="true" /> },
] as const satisfies readonly { value: FlowView; label: string; icon: unknown }[]

export type Asked = 'publish' | 'test' | 'start' | 'rename' | 'remove'

export interface EditorHeadProps {
  edit: FlowEdit
  view: FlowView
  onView: (view: FlowView) => void
  onAsk: (asked: Asked) => void
}

/** The name of a workflow and what can be done with it as a whole; in the top bar, where there is room for it. */
export function EditorHead(props: EditorHeadProps) {
  const { workflow } = useFlowActs()
  const isWide = useWide()
  if (!isWide)
    return (
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-5 py-3 max-tablet:px-4">
        <div className="flex min-w-0 flex-1 basis-[240px] flex-wrap items-center gap-2">
          {/* On a line of its own: how its last run is comes later, and moves nothing. */}
          <h1 className="min-w-0 basis-full text-16 font-semibold tracking-tight wrap-anywhere">
            {workflow.name}
          </h1>
          <HowItIs />
        </div>
        <HeadActs {...props} />
      </header>
    )
  return (
    <>
      <h1 className="sr-only">{workflow.name}</h1>
      <PageHeadActs>
        <div className="flex min-w-0 grow items-center gap-2 pl-2">
          <HowItIs />
          <div className="ml-auto flex-none">
            <HeadActs {...props} />
          </div>
        </div>
      </PageHeadActs>
    </>
  )
}

/** Whether it is in force and on, and whether it waits for the reader. */
function HowItIs() {
  const { workflow, lastRun } = useFlowActs()
  const { published, isChanged, isOn } = workflow
  if (published === null) return <Status>Draft</Status>
  return (
    <>
      {lastRun && waitsForReader(lastRun) ? (
        <RunState run={lastRun} isAsked />
      ) : (
        <Status tone={isOn ? 'success' : 'neutral'}>{isOn ? 'On' : 'Off'}</Status>
      )}
      <Tag>Version {published}</Tag>
      {isChanged && <span className="text-12 whitespace-nowrap text-text-2">changed since</span>}
    </>
  )
}

function HeadActs({ edit, view, onView, onAsk }: EditorHeadProps) {
  const { workflow, canWrite, faults } = useFlowActs()
  const count = faults.length
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SaveWords edit={edit} />
      <Segments label="View" size="sm" options={views} value={view} onValueChange={onView} />
      {canWrite && (
        <>
          <BackAndForth edit={edit} />
          {workflow.published !== null && <OnOff />}
          <Button onClick={() => onAsk('test')}>
            <Play aria-hidden="true" />
            Test run
          </Button>
          <Button variant="primary" onClick={() => onAsk('publish')}>
            Publish
            {count > 0 && (
              <span className="rounded-full bg-on-accent px-1.5 text-12 text-accent tabular-nums">
                {count}
                <span className="sr-only"> to mend first</span>
              </span>
            )}
          </Button>
        </>
      )}
      <MoreMenu onAsk={onAsk} />
    </div>
  )
}

/** Both keep their places while either can be used: what was pressed does not go from under the pointer or the focus. */
function BackAndForth({ edit: { undo, redo } }: { edit: FlowEdit }) {
  useShortcut('z', ({ shiftKey }) => (shiftKey ? redo : undo)?.(), { mod: true, sparesFields: true })
  useShortcut('y', () => redo?.(), { mod: true, sparesFields: true })
  if (!undo && !redo) return null
  return (
    <>
      <IconButton label="Undo" disabled={!undo} onClick={undo}>
        <Undo2 />
      </IconButton>
      <IconButton label="Redo" disabled={!redo} onClick={redo}>
        <Redo2 />
      </IconButton>
    </>
  )
}

function SaveWords({ edit: { state } }: { edit: FlowEdit }) {
  const { workflow } = useFlowActs()
  const timeZone = useTimeZone()
  const savedWords = (at: string) =>
    workflow.published !== null && !workflow.isChanged
      ? `Version ${workflow.published} is in force`
      : `Saved ${formatTime(at, 'smart', { now: Date.now(), timeZone, locale: 'en-GB' })}`
  const words = {
    saved: () => (state.kind === 'saved' ? savedWords(state.at) : ''),
    unsaved: () => 'Saving',
    refused: () => 'Not saved',
    conflict: () => 'Not saved',
  }
  const isBad = state.kind === 'refused' || state.kind === 'conflict'
  return (
    <span
      role="status"
      className={`text-13 whitespace-nowrap tabular-nums ${isBad ? 'text-danger-text' : 'text-text-3'}`}
    >
      {words[state.kind]()}
    </span>
  )
}

function OnOff() {
  const { workflow } = useFlowActs()
  const change = useSwitch(workflow)
  return (
    <Switch
      aria-label={`${workflow.name} is on`}
      checked={change.isPending ? change.variables : workflow.isOn}
      onCheckedChange={(isOn) => !change.isPending && change.mutate(isOn)}
    />
  )
}

function MoreMenu({ onAsk }: Pick<EditorHeadProps, 'onAsk'>) {
  const { workflow, canWrite } = useFlowActs()
  const save = useExport(workflow)
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="More for this workflow" tooltip={false}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<Download aria-hidden="true" />} onClick={() => save.mutate()}>
        Export as a file
      </MenuItem>
      {canWrite && (
        <>
          <MenuItem icon={<Pencil aria-hidden="true" />} onClick={() => onAsk('rename')}>
            Name and settings
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden="true" />} onClick={() => onAsk('remove')}>
            Remove workflow
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
