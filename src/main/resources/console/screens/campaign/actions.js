/** The actions of an operator on a campaign. */

import { call } from '../../core/api.js';
import { Cancel, Confirm, Dialog } from '../../core/dialog.js';
import { Field } from '../../core/field.js';
import { useAction } from '../../core/load.js';
import { html, useState } from '../../core/preact.js';
import { to } from '../../core/route.js';
import { may } from '../../core/session.js';
import { Fault, Submit, Title } from '../../core/ui.js';
import { t } from '../../core/words.js';

/**
 * The buttons of a campaign that the user's roles allow.
 * @param version the one that is shown, which changes of settings name, so that nobody changes what they haven't seen
 */
export function Actions({ campaign, version, onChanged, onDeleted }) {
  const path = `campaigns/${encodeURIComponent(campaign.id)}`;
  const post = (what, done) => async (reason) => {
    await call(`${path}/${what}`, { method: 'POST', body: reason ? { reason } : {} });
    await onChanged(done);
  };
  const patch = async (body, done) => {
    await call(path, { method: 'PATCH', body, headers: { 'If-Match': version } });
    await onChanged(done);
  };
  const isOver = campaign.status === 'ENDED';
  return html`<div class="actions toolbar">
    ${may() && html`
      ${campaign.status === 'PAUSED' ? html`<${Confirm} key="resume" label=${t('live.resume')} kind="success" reason
          title=${titleOf(campaign, t('live.resume'))} onRun=${post('resume', 'live.done.resumed')}/>`
        : !isOver && html`<${Confirm} key="pause" label=${t('live.pause')} text=${t('live.pause.text')}
          title=${titleOf(campaign, t('live.pause'))} kind="outline-primary" reason
          onRun=${post('pause', 'live.done.paused')}/>`}
      ${campaign.maxCoupons && !isOver && html`<${Raise} campaign=${campaign} onPatch=${patch}/>`}
      <${Extend} campaign=${campaign} onPatch=${patch}/>
      <a class="btn btn-outline-primary" href=${to('campaigns', campaign.id, 'edit')}>${t('live.edit')}</a>
      <a class="btn btn-outline-primary" href=${to('new', campaign.id)}>${t('live.copy')}</a>
      ${campaign.importedCodes && html`<${Codes} campaign=${campaign} path=${path} onChanged=${onChanged}/>`}
      <${Delete} campaign=${campaign} path=${path} onDeleted=${onDeleted}/>`}
    ${may('VIEW') && html`
      <a class="btn btn-link" href=${to('reports', campaign.id)}>${t('live.report')}</a>
      <a class="btn btn-link" href=${to('exports', campaign.id)}>${t('live.export')}</a>
      <a class="btn btn-link" href=${to('audit', campaign.id)}>${t('live.audit')}</a>`}
  </div>`;
}

/** The title of a dialog, which says what is done with which campaign. */
function titleOf({ id, name }, action) {
  return t('live.action', { action, name: name ?? id });
}

function Codes({ campaign, path, onChanged }) {
  const drop = async (reason) => {
    await call(`${path}/codes`, { method: 'DELETE', query: { reason } });
    await onChanged('live.done.dropped');
  };
  return html`<a class="btn btn-outline-primary" href=${to('campaigns', campaign.id, 'codes')}>${t('live.import')}</a>
    <${Confirm} label=${t('live.drop')} kind="outline-danger" reason disabled=${campaign.importedCodes.left === 0}
      title=${titleOf(campaign, t('live.drop'))}
      text=${t('live.drop.text', { left: campaign.importedCodes.left })} onRun=${drop}/>`;
}

/**
 * A button that opens a dialog with a form.
 * @param onOpen empties the form, so that nobody sends what was entered another time
 */
function FormDialog({ campaign, label, kind = 'outline-primary', fields, onOpen, onSend, children }) {
  const [open, setOpen] = useState(false);
  const title = titleOf(campaign, label);
  return html`<button type="button" class=${`btn btn-${kind}`} onClick=${() => { onOpen(); setOpen(true); }}>
      ${label}</button>
    ${open && html`<${OpenForm} ...${{ title, label, kind, fields, onSend, children }}
      onClose=${() => setOpen(false)}/>`}`;
}

function OpenForm({ title, label, kind, fields, onSend, onClose, children }) {
  const action = useAction();
  const send = (event) => {
    event.preventDefault();
    action.run(async () => {
      await onSend();
      onClose();
    });
  };
  return html`<${Dialog} title=${title} onClose=${onClose} stays=${action.busy}>
    <form onSubmit=${send}>
      ${children(action.problem)}
      <${Fault} problem=${action.problem} fields=${fields}/>
      <div class="actions">
        <${Submit} action=${action} kind=${kind.replace('outline-', '')}>${label}<//>
        <${Cancel} action=${action} onClose=${onClose}/>
      </div>
    </form>
  <//>`;
}

function Raise({ campaign, onPatch }) {
  const { maxCoupons, issued } = campaign;
  const [given, setGiven] = useState('');
  return html`<${FormDialog} campaign=${campaign} label=${t('live.raise')} fields=${['/maxCoupons']}
      onOpen=${() => setGiven('')} onSend=${() => onPatch({ maxCoupons: Number(given) }, 'live.done.raised')}>
    ${(problem) => html`<p>${t('live.raise.now', { max: maxCoupons, issued })}</p>
      <${Field} label=${t('live.raise.new')} type="number" required min=${maxCoupons + 1}
        max=${Number.MAX_SAFE_INTEGER} pointer="/maxCoupons" errors=${problem?.errors} value=${given}
        onValue=${setGiven}/>`}
  <//>`;
}

function Extend({ campaign, onPatch }) {
  const [until, setUntil] = useState('');
  return html`<${FormDialog} campaign=${campaign} label=${t('live.extend')} fields=${['/couponsExtendedTo']}
      onOpen=${() => setUntil('')} onSend=${() => onPatch({ couponsExtendedTo: until }, 'live.done.extended')}>
    ${(problem) => html`<p>${t('live.extend.text')}</p>
      <${Field} label=${t('live.extend.until', { zone: campaign.timeZone })} type="datetime-local" required
        max="9999-12-31T23:59" pointer="/couponsExtendedTo" errors=${problem?.errors} value=${until}
        onValue=${setUntil}/>`}
  <//>`;
}

function Delete({ campaign, path, onDeleted }) {
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const send = async () => {
    const answer = await call(path, { method: 'DELETE', query: { reason, force: force || undefined }, raw: true });
    onDeleted(Number(answer.headers.get('Coupons-Deleted')));
  };
  const empty = () => {
    setReason('');
    setForce(false);
  };
  return html`<${FormDialog} campaign=${campaign} label=${t('live.delete')} kind="outline-danger" onOpen=${empty}
      onSend=${send}>
    ${(problem) => html`<p>${t('live.delete.text', { issued: campaign.issued })}</p>
      <${Field} label=${t('ui.reason')} hint=${t('ui.reason.hint')} maxlength="200" value=${reason}
        onValue=${setReason}/>
      ${(force || problem?.code === 'campaign-has-coupons') && html`<${Field} label=${t('live.delete.force')}
        type="checkbox" checked=${force} onValue=${setForce}/>`}`}
  <//>`;
}

/** The page of a campaign that was deleted a moment ago. */
export function Deleted({ id, coupons }) {
  return html`<${Title} text=${t('live.deleted')}/>
    <p role="status">${t('live.deleted.text', { id, count: coupons })}</p>
    <div class="actions">
      <a class="btn btn-primary" href=${to('campaigns')}>${t('live.deleted.list')}</a>
      <a class="btn btn-outline-primary" href=${to('reports', id, 'gone')}>${t('live.report')}</a>
    </div>`;
}
