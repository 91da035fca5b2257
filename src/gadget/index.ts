/**
 * The SDK: everything a gadget author needs comes from here, Lit included. A gadget imports nothing else of the project.
 *
 * ```ts
 * @customElement('us-hello')
 * export default class Hello extends Gadget {
 *   @kept() greeting = 'Hello';
 *   override render() {
 *     return html`${this.greeting}, ${this.desktop.agent.firstName}`;
 *   }
 * }
 * ```
 */
export { css, html, nothing, svg, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
export { customElement, property, query, state } from 'lit/decorators.js';
export { classMap } from 'lit/directives/class-map.js';
export { keyed } from 'lit/directives/keyed.js';
export { live } from 'lit/directives/live.js';
export { guard } from 'lit/directives/guard.js';
export { repeat } from 'lit/directives/repeat.js';

export { Gadget } from './gadget.ts';
export type { MaintenanceEvent } from './maintenance-event.ts';
export { kept, type KeptOptions } from './kept.ts';
export { gadgetStyles } from './gadget-styles.ts';
export { Ticking } from './ticking.ts';
export { KeepsFocus } from './keeps-focus.ts';
export { SliceController } from './controllers/slice-controller.ts';
export { CommandController } from './controllers/command-controller.ts';
export { DraftController } from './controllers/draft-controller.ts';
export { AgeController, ageWords } from './controllers/age-controller.ts';
export { ServesMedia, type MediaChannelState, type ServesMediaOptions } from './serves-media.ts';
export { duration, durationSince, timeOfDay, timeOfIso } from './durations.ts';
export { agentStateWords, sdkTexts, participantStateWords, tellOutcome, type StateWords } from './words.ts';
export { catalogue, fill, plural, said, translated, worded, wordedList } from './locale.ts';
export { takePhoneLine, type PhoneLine } from './phone-line.ts';
export { draftDoneEvent } from './draft-keeper.ts';
export { NodeReadError, type NodeReadCode } from './node-read.ts';
export { PairResource, type PairResourceOptions } from './pair-resource.ts';
export { NodeResource, type NodeResourceOptions, type NodeResourceState } from './node-resource.ts';
export type { CallActions } from './call-actions.ts';
export { createDesktopCacheApi, type DesktopCacheApi } from './desktop-cache-api.ts';
export type {
  AgentCommand,
  CallVariable,
  CommandOutcome,
  DesktopActions,
  DesktopHandle,
  DesktopView,
  Dialog,
  DialogAction,
  GadgetFault,
  MediaOptions,
  MediaService,
  SettableMediaState,
  TaskAction,
  User,
} from './contract.ts';
export type { CacheNamespace, CacheRecord } from '../cache/contract.ts';
export type { Participant, ParticipantState } from '../wire/dialog.ts';
export type { LayoutEntry, MediaPropertiesLayout } from '../wire/media-properties-layout.ts';
export type { ChatContact, ChatStatus } from '../core/chat-contract.ts';
export type { ChatEntry, ChatLoss, ChatView, Conversation } from '../core/chat-view.ts';
export type { MediaDomain, MediaGate, MediaView } from '../core/media-view.ts';
export type { Media, MediaState } from '../wire/media.ts';
export type { TeamMessagesView } from '../core/team-messages.ts';
export type { TeamMessage } from '../wire/team-message.ts';
export { longestTeamMessage } from './team-message-follow.ts';
export type { NodeKnowledge } from '../core/view.ts';
export type { NodeName } from '../wire/names.ts';
export type { WirePayload } from '../wire/http.ts';
export type { Contact, PhoneBook } from '../wire/phone-book.ts';
export { noticeLimits, type MaintenanceMode, type MaintenanceStage } from '../wire/maintenance.ts';
export type { MaintenanceUser, MaintenanceUserPhase } from '../wire/maintenance-users.ts';
export type { ConnectedUser, ConnectedUserType } from '../wire/connected-users.ts';
export type { SystemInfo } from '../wire/system-info.ts';
export type { Queue } from '../wire/queue.ts';
export type { Team, TeamMember } from '../wire/team.ts';
export type { AgentState, Role, SettableAgentState } from '../wire/user.ts';
