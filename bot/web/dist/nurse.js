var Tt=v=>{throw TypeError(v)};var De=(v,x,_)=>x.has(v)||Tt("Cannot "+_);var c=(v,x,_)=>(De(v,x,"read from private field"),_?_.call(v):x.get(v)),b=(v,x,_)=>x.has(v)?Tt("Cannot add the same private member more than once"):x instanceof WeakSet?x.add(v):x.set(v,_),ce=(v,x,_,K)=>(De(v,x,"write to private field"),K?K.call(v,_):x.set(v,_),_),h=(v,x,_)=>(De(v,x,"access private method"),_);(function(){"use strict";var C,de,Ve,T,L,ne,m,Se,Ee,Ot,Pt,Rt,Nt,Ut,ge,$e,Lt,Ce,Be,jt,Ht,It,re,ae,j,We,qt,B,W,p,S,F,G,H,oe,Fe,ze,Me,ve,ye,Ge,le,ke,Dt,Vt,we,Bt,Wt,Ft,Gt,Kt,xe,Jt;const v=globalThis,x=v.ShadowRoot&&(v.ShadyCSS===void 0||v.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,_=Symbol(),K=new WeakMap;let Ke=class{constructor(t,e,s){if(this._$cssResult$=!0,s!==_)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o;const e=this.t;if(x&&t===void 0){const s=e!==void 0&&e.length===1;s&&(t=K.get(e)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),s&&K.set(e,t))}return t}toString(){return this.cssText}};const Zt=i=>new Ke(typeof i=="string"?i:i+"",void 0,_),E=(i,...t)=>{const e=i.length===1?i[0]:t.reduce((s,n,r)=>s+(a=>{if(a._$cssResult$===!0)return a.cssText;if(typeof a=="number")return a;throw Error("Value passed to 'css' function must be a 'css' function result: "+a+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(n)+i[r+1],i[0]);return new Ke(e,i,_)},Yt=(i,t)=>{if(x)i.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(const e of t){const s=document.createElement("style"),n=v.litNonce;n!==void 0&&s.setAttribute("nonce",n),s.textContent=e.cssText,i.appendChild(s)}},Je=x?i=>i:i=>i instanceof CSSStyleSheet?(t=>{let e="";for(const s of t.cssRules)e+=s.cssText;return Zt(e)})(i):i;const{is:Qt,defineProperty:Xt,getOwnPropertyDescriptor:es,getOwnPropertyNames:ts,getOwnPropertySymbols:ss,getPrototypeOf:is}=Object,he=globalThis,Ze=he.trustedTypes,ns=Ze?Ze.emptyScript:"",rs=he.reactiveElementPolyfillSupport,J=(i,t)=>i,Te={toAttribute(i,t){switch(t){case Boolean:i=i?ns:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,t){let e=i;switch(t){case Boolean:e=i!==null;break;case Number:e=i===null?null:Number(i);break;case Object:case Array:try{e=JSON.parse(i)}catch{e=null}}return e}},Ye=(i,t)=>!Qt(i,t),Qe={attribute:!0,type:String,converter:Te,reflect:!1,useDefault:!1,hasChanged:Ye};Symbol.metadata??=Symbol("metadata"),he.litPropertyMetadata??=new WeakMap;let I=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,e=Qe){if(e.state&&(e.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((e=Object.create(e)).wrapped=!0),this.elementProperties.set(t,e),!e.noAccessor){const s=Symbol(),n=this.getPropertyDescriptor(t,s,e);n!==void 0&&Xt(this.prototype,t,n)}}static getPropertyDescriptor(t,e,s){const{get:n,set:r}=es(this.prototype,t)??{get(){return this[e]},set(a){this[e]=a}};return{get:n,set(a){const l=n?.call(this);r?.call(this,a),this.requestUpdate(t,l,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??Qe}static _$Ei(){if(this.hasOwnProperty(J("elementProperties")))return;const t=is(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(J("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(J("properties"))){const e=this.properties,s=[...ts(e),...ss(e)];for(const n of s)this.createProperty(n,e[n])}const t=this[Symbol.metadata];if(t!==null){const e=litPropertyMetadata.get(t);if(e!==void 0)for(const[s,n]of e)this.elementProperties.set(s,n)}this._$Eh=new Map;for(const[e,s]of this.elementProperties){const n=this._$Eu(e,s);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){const e=[];if(Array.isArray(t)){const s=new Set(t.flat(1/0).reverse());for(const n of s)e.unshift(Je(n))}else t!==void 0&&e.push(Je(t));return e}static _$Eu(t,e){const s=e.attribute;return s===!1?void 0:typeof s=="string"?s:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){const t=new Map,e=this.constructor.elementProperties;for(const s of e.keys())this.hasOwnProperty(s)&&(t.set(s,this[s]),delete this[s]);t.size>0&&(this._$Ep=t)}createRenderRoot(){const t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Yt(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,e,s){this._$AK(t,s)}_$ET(t,e){const s=this.constructor.elementProperties.get(t),n=this.constructor._$Eu(t,s);if(n!==void 0&&s.reflect===!0){const r=(s.converter?.toAttribute!==void 0?s.converter:Te).toAttribute(e,s.type);this._$Em=t,r==null?this.removeAttribute(n):this.setAttribute(n,r),this._$Em=null}}_$AK(t,e){const s=this.constructor,n=s._$Eh.get(t);if(n!==void 0&&this._$Em!==n){const r=s.getPropertyOptions(n),a=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:Te;this._$Em=n;const l=a.fromAttribute(e,r.type);this[n]=l??this._$Ej?.get(n)??l,this._$Em=null}}requestUpdate(t,e,s,n=!1,r){if(t!==void 0){const a=this.constructor;if(n===!1&&(r=this[t]),s??=a.getPropertyOptions(t),!((s.hasChanged??Ye)(r,e)||s.useDefault&&s.reflect&&r===this._$Ej?.get(t)&&!this.hasAttribute(a._$Eu(t,s))))return;this.C(t,e,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,e,{useDefault:s,reflect:n,wrapped:r},a){s&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,a??e??this[t]),r!==!0||a!==void 0)||(this._$AL.has(t)||(this.hasUpdated||s||(e=void 0),this._$AL.set(t,e)),n===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}const t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[n,r]of this._$Ep)this[n]=r;this._$Ep=void 0}const s=this.constructor.elementProperties;if(s.size>0)for(const[n,r]of s){const{wrapped:a}=r,l=this[n];a!==!0||this._$AL.has(n)||l===void 0||this.C(n,void 0,r,l)}}let t=!1;const e=this._$AL;try{t=this.shouldUpdate(e),t?(this.willUpdate(e),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(e)):this._$EM()}catch(s){throw t=!1,this._$EM(),s}t&&this._$AE(e)}willUpdate(t){}_$AE(t){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(t){}firstUpdated(t){}};I.elementStyles=[],I.shadowRootOptions={mode:"open"},I[J("elementProperties")]=new Map,I[J("finalized")]=new Map,rs?.({ReactiveElement:I}),(he.reactiveElementVersions??=[]).push("2.1.2");const Oe=globalThis,Xe=i=>i,ue=Oe.trustedTypes,et=ue?ue.createPolicy("lit-html",{createHTML:i=>i}):void 0,tt="$lit$",M=`lit$${Math.random().toFixed(9).slice(2)}$`,st="?"+M,as=`<${st}>`,P=document,Z=()=>P.createComment(""),Y=i=>i===null||typeof i!="object"&&typeof i!="function",Pe=Array.isArray,os=i=>Pe(i)||typeof i?.[Symbol.iterator]=="function",Re=`[ 	
\f\r]`,Q=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,it=/-->/g,nt=/>/g,R=RegExp(`>|${Re}(?:([^\\s"'>=/]+)(${Re}*=${Re}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),rt=/'/g,at=/"/g,ot=/^(?:script|style|textarea|title)$/i,lt=i=>(t,...e)=>({_$litType$:i,strings:t,values:e}),o=lt(1),k=lt(2),q=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),ct=new WeakMap,N=P.createTreeWalker(P,129);function dt(i,t){if(!Pe(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return et!==void 0?et.createHTML(t):t}const ls=(i,t)=>{const e=i.length-1,s=[];let n,r=t===2?"<svg>":t===3?"<math>":"",a=Q;for(let l=0;l<e;l++){const u=i[l];let f,$,g=-1,z=0;for(;z<u.length&&(a.lastIndex=z,$=a.exec(u),$!==null);)z=a.lastIndex,a===Q?$[1]==="!--"?a=it:$[1]!==void 0?a=nt:$[2]!==void 0?(ot.test($[2])&&(n=RegExp("</"+$[2],"g")),a=R):$[3]!==void 0&&(a=R):a===R?$[0]===">"?(a=n??Q,g=-1):$[1]===void 0?g=-2:(g=a.lastIndex-$[2].length,f=$[1],a=$[3]===void 0?R:$[3]==='"'?at:rt):a===at||a===rt?a=R:a===it||a===nt?a=Q:(a=R,n=void 0);const O=a===R&&i[l+1].startsWith("/>")?" ":"";r+=a===Q?u+as:g>=0?(s.push(f),u.slice(0,g)+tt+u.slice(g)+M+O):u+M+(g===-2?l:O)}return[dt(i,r+(i[e]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),s]};class X{constructor({strings:t,_$litType$:e},s){let n;this.parts=[];let r=0,a=0;const l=t.length-1,u=this.parts,[f,$]=ls(t,e);if(this.el=X.createElement(f,s),N.currentNode=this.el.content,e===2||e===3){const g=this.el.content.firstChild;g.replaceWith(...g.childNodes)}for(;(n=N.nextNode())!==null&&u.length<l;){if(n.nodeType===1){if(n.hasAttributes())for(const g of n.getAttributeNames())if(g.endsWith(tt)){const z=$[a++],O=n.getAttribute(g).split(M),Ae=/([.?@])?(.*)/.exec(z);u.push({type:1,index:r,name:Ae[2],strings:O,ctor:Ae[1]==="."?ds:Ae[1]==="?"?hs:Ae[1]==="@"?us:pe}),n.removeAttribute(g)}else g.startsWith(M)&&(u.push({type:6,index:r}),n.removeAttribute(g));if(ot.test(n.tagName)){const g=n.textContent.split(M),z=g.length-1;if(z>0){n.textContent=ue?ue.emptyScript:"";for(let O=0;O<z;O++)n.append(g[O],Z()),N.nextNode(),u.push({type:2,index:++r});n.append(g[z],Z())}}}else if(n.nodeType===8)if(n.data===st)u.push({type:2,index:r});else{let g=-1;for(;(g=n.data.indexOf(M,g+1))!==-1;)u.push({type:7,index:r}),g+=M.length-1}r++}}static createElement(t,e){const s=P.createElement("template");return s.innerHTML=t,s}}function D(i,t,e=i,s){if(t===q)return t;let n=s!==void 0?e._$Co?.[s]:e._$Cl;const r=Y(t)?void 0:t._$litDirective$;return n?.constructor!==r&&(n?._$AO?.(!1),r===void 0?n=void 0:(n=new r(i),n._$AT(i,e,s)),s!==void 0?(e._$Co??=[])[s]=n:e._$Cl=n),n!==void 0&&(t=D(i,n._$AS(i,t.values),n,s)),t}class cs{constructor(t,e){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=e}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){const{el:{content:e},parts:s}=this._$AD,n=(t?.creationScope??P).importNode(e,!0);N.currentNode=n;let r=N.nextNode(),a=0,l=0,u=s[0];for(;u!==void 0;){if(a===u.index){let f;u.type===2?f=new ee(r,r.nextSibling,this,t):u.type===1?f=new u.ctor(r,u.name,u.strings,this,t):u.type===6&&(f=new ps(r,this,t)),this._$AV.push(f),u=s[++l]}a!==u?.index&&(r=N.nextNode(),a++)}return N.currentNode=P,n}p(t){let e=0;for(const s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(t,s,e),e+=s.strings.length-2):s._$AI(t[e])),e++}}class ee{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,e,s,n){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=t,this._$AB=e,this._$AM=s,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode;const e=this._$AM;return e!==void 0&&t?.nodeType===11&&(t=e.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,e=this){t=D(this,t,e),Y(t)?t===d||t==null||t===""?(this._$AH!==d&&this._$AR(),this._$AH=d):t!==this._$AH&&t!==q&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):os(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==d&&Y(this._$AH)?this._$AA.nextSibling.data=t:this.T(P.createTextNode(t)),this._$AH=t}$(t){const{values:e,_$litType$:s}=t,n=typeof s=="number"?this._$AC(t):(s.el===void 0&&(s.el=X.createElement(dt(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===n)this._$AH.p(e);else{const r=new cs(n,this),a=r.u(this.options);r.p(e),this.T(a),this._$AH=r}}_$AC(t){let e=ct.get(t.strings);return e===void 0&&ct.set(t.strings,e=new X(t)),e}k(t){Pe(this._$AH)||(this._$AH=[],this._$AR());const e=this._$AH;let s,n=0;for(const r of t)n===e.length?e.push(s=new ee(this.O(Z()),this.O(Z()),this,this.options)):s=e[n],s._$AI(r),n++;n<e.length&&(this._$AR(s&&s._$AB.nextSibling,n),e.length=n)}_$AR(t=this._$AA.nextSibling,e){for(this._$AP?.(!1,!0,e);t!==this._$AB;){const s=Xe(t).nextSibling;Xe(t).remove(),t=s}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}}class pe{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,e,s,n,r){this.type=1,this._$AH=d,this._$AN=void 0,this.element=t,this.name=e,this._$AM=n,this.options=r,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=d}_$AI(t,e=this,s,n){const r=this.strings;let a=!1;if(r===void 0)t=D(this,t,e,0),a=!Y(t)||t!==this._$AH&&t!==q,a&&(this._$AH=t);else{const l=t;let u,f;for(t=r[0],u=0;u<r.length-1;u++)f=D(this,l[s+u],e,u),f===q&&(f=this._$AH[u]),a||=!Y(f)||f!==this._$AH[u],f===d?t=d:t!==d&&(t+=(f??"")+r[u+1]),this._$AH[u]=f}a&&!n&&this.j(t)}j(t){t===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}}class ds extends pe{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===d?void 0:t}}class hs extends pe{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==d)}}class us extends pe{constructor(t,e,s,n,r){super(t,e,s,n,r),this.type=5}_$AI(t,e=this){if((t=D(this,t,e,0)??d)===q)return;const s=this._$AH,n=t===d&&s!==d||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,r=t!==d&&(s===d||n);n&&this.element.removeEventListener(this.name,this,s),r&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}}class ps{constructor(t,e,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=e,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){D(this,t)}}const ms=Oe.litHtmlPolyfillSupport;ms?.(X,ee),(Oe.litHtmlVersions??=[]).push("3.3.3");const fs=(i,t,e)=>{const s=e?.renderBefore??t;let n=s._$litPart$;if(n===void 0){const r=e?.renderBefore??null;s._$litPart$=n=new ee(t.insertBefore(Z(),r),r,void 0,e??{})}return n._$AI(i),n};const Ne=globalThis;class V extends I{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){const e=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=fs(e,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return q}}V._$litElement$=!0,V.finalized=!0,Ne.litElementHydrateSupport?.({LitElement:V});const gs=Ne.litElementPolyfillSupport;gs?.({LitElement:V}),(Ne.litElementVersions??=[]).push("4.2.2");const w=i=>o`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${i}</svg>`,y={phone:w(k`<path d="M6.5 3h3l1.5 5-2 1.5a12 12 0 0 0 5.5 5.500l1.5-2 5 1.500v3a2.5 2.5 0 0 1-2.7 2.500A17 17 0 0 1 4 5.7 2.5 2.5 0 0 1 6.5 3z"/>`),alert:w(k`<path d="M12 3 1.8 20.500h20.400z"/><path d="M12 9.500v5"/><path d="M12 17.600v.1"/>`),hospital:w(k`<rect x="3" y="3" width="18" height="18" rx="3"/><path d="M12 7.500v9M7.5 12h9"/>`),nurse:w(k`<circle cx="12" cy="8" r="4"/><path d="M4 21c.5-4.5 3.8-7 8-7s7.5 2.5 8 7"/>`),calendar:w(k`<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 3v4M16 3v4"/>`),home:w(k`<path d="m3 11 9-8 9 8"/><path d="M5.5 9.500V21h13V9.5"/><path d="M10 21v-6h4v6"/>`),send:w(k`<path d="M12 20V4M5 11l7-7 7 7"/>`),settings:w(k`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.5"/><circle cx="8" cy="17" r="2.5"/>`),close:w(k`<path d="M5 5l14 14M19 5 5 19"/>`),check:w(k`<path d="m4 12.5 5.5 5.500L20 6.5"/>`),clock:w(k`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.500l3.5 2"/>`),offline:w(k`<path d="M3 3l18 18M8.5 15.500a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.400M19 12a10 10 0 0 0-5-2.700M2 8.500a15 15 0 0 1 4.5-2.700M22 8.500A15 15 0 0 0 11 5"/><path d="M12 19v.1"/>`),better:w(k`<path d="M12 20V5M5 11l7-7 7 7"/>`),same:w(k`<path d="M4 9h16M4 15h16"/>`),worse:w(k`<path d="M12 4v15M5 13l7 7 7-7"/>`),print:w(k`<path d="M7 9V3h10v6M7 17H3V9h18v8h-4"/><path d="M7 14h10v7H7z"/>`),save:w(k`<path d="M12 3v12M6 10l6 6 6-6M4 20.500h16"/>`),restart:w(k`<path d="M4 4v6h6"/><path d="M4.5 10A8 8 0 1 1 4 14"/>`),erase:w(k`<path d="M4 7h16M9 7V3.500h6V7M6 7l1 14h10l1-14M10 11v6M14 11v6"/>`),chat:w(k`<path d="M4 4h16v12H11l-5 5v-5H4z"/>`),down:w(k`<path d="M12 4v16M5 13l7 7 7-7"/>`)},$s=E`
  color-scheme: light;
  --paper: #ffffff;
  --surface: #f1f5f8;
  --raised: #ffffff;
  --ink: #16212b;
  --muted: #475461;
  --line: #74818e;
  --hairline: #d5dde4;
  --accent: #0a5a83;
  --on-accent: #ffffff;
  --accent-soft: #e2f0f8;
  --on-accent-soft: #06384f;
  --focus: #a84b00;
  --emergency: #b3001b;
  --on-emergency: #ffffff;
  --emergency-soft: #fdecee;
  --on-emergency-soft: #8a0015;
  --urgent: #9a3600;
  --on-urgent: #ffffff;
  --notice: #fff1cf;
  --on-notice: #4a3000;
  --today: #dfecf9;
  --on-today: #0b3558;
  --home: #def3e4;
  --on-home: #0d3d20;
`,ht=E`
  color-scheme: dark;
  --paper: #10181f;
  --surface: #1b2731;
  --raised: #17212a;
  --ink: #edf3f7;
  --muted: #b6c3ce;
  --line: #8494a2;
  --hairline: #33424e;
  --accent: #7fc8ee;
  --on-accent: #04202f;
  --accent-soft: #173a4d;
  --on-accent-soft: #d8effb;
  --focus: #ffc266;
  --emergency: #c0182d;
  --on-emergency: #ffffff;
  --emergency-soft: #3d161b;
  --on-emergency-soft: #ffc9cf;
  --urgent: #a84312;
  --on-urgent: #ffffff;
  --notice: #43330d;
  --on-notice: #ffe9b3;
  --today: #16344f;
  --on-today: #d6e9fb;
  --home: #15392a;
  --on-home: #c9f2d8;
`,ut=E`
  --surface: #ffffff;
  --ink: #000000;
  --muted: #1d1d1d;
  --line: #000000;
  --hairline: #000000;
  --accent: #00345c;
  --accent-soft: #ffffff;
  --on-accent-soft: #000000;
  --focus: #8a2f00;
  --emergency: #8f0014;
  --emergency-soft: #ffffff;
  --on-emergency-soft: #8f0014;
  --urgent: #6e2500;
  --notice: #ffffff;
  --on-notice: #000000;
  --today: #ffffff;
  --on-today: #000000;
  --home: #ffffff;
  --on-home: #000000;
`,me=E`
  --paper: #000000;
  --surface: #000000;
  --raised: #000000;
  --ink: #ffffff;
  --muted: #f0f0f0;
  --line: #ffffff;
  --hairline: #ffffff;
  --accent: #ffe14d;
  --on-accent: #000000;
  --accent-soft: #000000;
  --on-accent-soft: #ffffff;
  --focus: #ffb000;
  --emergency: #8f0014;
  --emergency-soft: #000000;
  --on-emergency-soft: #ffd5da;
  --urgent: #6e2500;
  --notice: #000000;
  --on-notice: #ffffff;
  --today: #000000;
  --on-today: #ffffff;
  --home: #000000;
  --on-home: #ffffff;
`,bs=E`
  :host {
    ${$s}
    --scale: 1;
    --radius: 0.75em;
    --target: 2.75rem;
    --border: 1px;
    /* never below 17 px, whatever the page around it does to its root; grows with the person's own setting */
    font: 400 calc(max(1.0625rem, 17px) * var(--scale)) / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    color: var(--ink);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([data-theme="light"])) {
      ${ht}
    }
  }
  :host([data-theme="dark"]) {
    ${ht}
  }
  @media (prefers-contrast: more) {
    :host {
      ${ut}
      --border: 2px;
    }
  }
  @media (prefers-contrast: more) and (prefers-color-scheme: dark) {
    :host(:not([data-theme="light"])) {
      ${me}
    }
  }
  @media (prefers-contrast: more) {
    :host([data-theme="dark"]) {
      ${me}
    }
  }
  :host([data-contrast="more"]) {
    ${ut}
    --border: 2px;
  }
  @media (prefers-color-scheme: dark) {
    :host([data-contrast="more"]:not([data-theme="light"])) {
      ${me}
    }
  }
  :host([data-contrast="more"][data-theme="dark"]) {
    ${me}
  }
  :host([data-text="large"]) {
    --scale: 1.25;
  }
  :host([data-text="largest"]) {
    --scale: 1.5;
  }
`,pt=E`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: var(--target);
    min-inline-size: var(--target);
    padding: 0.4em 1em;
    border: max(1.5px, var(--border)) solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
    overflow-wrap: anywhere;
  }
  @media (hover: hover) {
    button:not(.primary):hover {
      border-color: var(--accent);
      background: var(--accent-soft);
      color: var(--on-accent-soft);
    }
  }
  .primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .plain {
    border-color: transparent;
    background: transparent;
  }
  button:disabled {
    border-style: dashed;
    color: var(--muted);
    cursor: default;
  }
  svg.icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;function vs(i){return i.split(/[,;]\s*/).map(t=>{const[,e="",s=""]=/^\s*([+\d][\d\s-]*?)?\s*(?:\((.*)\))?\s*$/.exec(t)??[];return e===""?{number:"",where:t.trim()}:{number:e,where:s}})}function ys(i){const[,t,e]=/^(\d{2}):(\d{2})/.exec(i)??[];return t===void 0?"":String(Number(t)*60+Number(e))}const mt="(general safety advice)";function A(i){const[t="",...e]=i.split(mt);return o`<span lang="en">${t}${e.map(s=>o`<mark class="gs">${mt.slice(1,-1)}</mark>${s}`)}</span>`}function ks(i){const t=new Map;for(const{title:e,passage:s,line:n}of i){const r=s.slice(0,3),a=t.get(r)??{title:e,id:r,lines:[]};a.lines.includes(n)||a.lines.push(n),t.set(r,a)}return[...t.values()].map(e=>({...e,lines:e.lines.sort((s,n)=>s-n)}))}function fe(i,t,e){if(i.length===0)return t?o`<p class="source">${e.generalLong}</p>`:d;const s=ks(i);return o`<p class="source">
    <span class="visually-hidden">${e.source}: </span>${s.map(({title:n,id:r,lines:a},l)=>o`${l>0?o`<span class="dot" aria-hidden="true"> · </span>`:d}<cite lang="en">${n}</cite>
          <span class="lines">${e.lines(a)} <span class="passage">(${a.map(u=>`${r}:${u}`).join(", ")})</span></span>`)}
  </p>`}function ft(i,t,e){const s=i.map(n=>n.passage).join(", ");return o`<p class="source passages">${s}${t?o`${s?" · ":d}<mark class="gs">${e.general}</mark>`:d}</p>`}const gt=(i,t)=>o`<button type="button" class="print-button" @click=${t}>${y.print}<span>${i}</span></button>`;class te extends Error{}class $t extends Error{constructor(t,e){super(t),this.problems=e}}const ws=1e4;class xs{constructor(t=(...e)=>fetch(...e)){b(this,C);this.fetch_=t}async reference(){const[t,e,s]=await Promise.all([h(this,C,de).call(this,"/reference/cards"),h(this,C,de).call(this,"/reference/levels"),h(this,C,de).call(this,"/reference/calculations")]);return{...t,levels:e.levels,risks:e.risks,calculations:s.calculations}}search(t,e){return h(this,C,de).call(this,`/reference/search?q=${encodeURIComponent(t)}`,e)}async calculate(t,e,s){const n=await h(this,C,Ve).call(this,`/reference/calculations/${encodeURIComponent(t)}`,s,{method:"POST",body:JSON.stringify(e)});if(n.ok)return await n.json();if(n.status!==400)throw new te(`answer ${n.status}`);const{text:r,problems:a}=await n.json();throw new $t(r,a)}}C=new WeakSet,de=async function(t,e){const s=await h(this,C,Ve).call(this,t,e);if(!s.ok)throw new te(`answer ${s.status}`);return await s.json()},Ve=async function(t,e,s={}){const n=new AbortController,r=setTimeout(()=>n.abort(),ws),a=()=>n.abort();e?.addEventListener("abort",a);try{return await this.fetch_(t,{...s,credentials:"omit",signal:n.signal})}catch(l){throw e?.aborted?l:new te(String(l))}finally{clearTimeout(r),e?.removeEventListener("abort",a)}};const _s=E`
  :host { display: block; }
  form { display: grid; gap: 1.1rem; }
  .field > label { display: block; margin-block-end: 0.3rem; font-weight: 600; }
  .in { color: var(--muted); font-weight: 400; }
  .entry { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .entry > input { inline-size: 9.5rem; min-block-size: 3rem; padding: 0.3em 0.8em; border: max(2px, var(--border)) solid var(--line); border-radius: var(--radius); background: var(--raised); font-size: 1.15em; font-variant-numeric: tabular-nums; }
  [data-wrong] .entry > input { border-color: var(--emergency); }
  .units { display: flex; flex-wrap: wrap; margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .units label { position: relative; display: inline-flex; }
  .units input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .units span { display: flex; align-items: center; justify-content: center; min-block-size: 3rem; min-inline-size: 3.25rem; padding-inline: 0.7em; border: max(2px, var(--border)) solid var(--line); margin-inline-start: -2px; background: var(--raised); }
  .units label:first-of-type span { border-start-start-radius: var(--radius); border-end-start-radius: var(--radius); margin: 0; }
  .units label:last-of-type span { border-start-end-radius: var(--radius); border-end-end-radius: var(--radius); }
  .units input:checked + span { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 700; }
  .units input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 2px; z-index: 1; }
  .accepted { margin-block-start: 0.25rem; }
  .problem { margin-block-start: 0.25rem; }
  .result { margin-block-start: 1.25rem; padding: 1rem 1.1rem; border: 2px solid var(--accent); border-radius: var(--radius); background: var(--accent-soft); color: var(--on-accent-soft); }
  .result h3 { margin-block-end: 0.25rem; font-size: 0.85em; letter-spacing: 0.06em; text-transform: uppercase; }
  .result .hint { color: inherit; }
  .results { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 0.6rem 1.5rem; }
  .results dt { font-size: 0.9em; }
  .results dd { font-size: 1.6em; font-weight: 700; line-height: 1.2; font-variant-numeric: tabular-nums; }
  .missing { margin-block-start: 0.5rem; }
  .warning { display: flex; gap: 0.5em; margin-block-start: 0.6rem; font-weight: 600; }
  h4 { margin-block: 0.9rem 0.25rem; font-size: 0.9em; }
  .steps { display: grid; gap: 0.3rem; font-size: 0.95em; font-variant-numeric: tabular-nums; }
  .notes { margin-block-start: 1rem; }
  .note { padding: 0.6rem 0.9rem; border: var(--border) solid var(--hairline); border-radius: var(--radius); background: var(--notice); color: var(--on-notice); }
  @media print {
    .actions, .units label:not(:has(:checked)), .accepted, .hint { display: none; }
    .units input:checked + span { border: 0; background: none; color: inherit; }
    .result { background: none; break-inside: avoid; }
  }
`,bt=E`
  h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
  ul, ol { padding: 0; list-style: none; }
  h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
  a { color: var(--accent); text-underline-offset: 0.2em; }
  .hint, .source, .accepted { color: var(--muted); font-size: 0.875em; }
  .hint { display: flex; align-items: baseline; gap: 0.4em; }
  .hint svg.icon, .warning svg.icon, .problem svg.icon { align-self: start; margin-block-start: 0.15em; }
  .source { margin-block-start: 0.25em; line-height: 1.4; }
  .source cite { font-style: normal; }
  .source .passage { white-space: nowrap; }
  .gs {
    padding: 0.05em 0.4em; border: var(--border) solid var(--line); border-radius: 0.4em;
    background: var(--notice); color: var(--on-notice); font-size: 0.85em; -webkit-box-decoration-break: clone; box-decoration-break: clone;
  }
  .problem { display: flex; gap: 0.4em; color: var(--on-emergency-soft); font-weight: 500; }
  details { margin-block: 0.5em; }
  summary { display: flex; align-items: center; min-block-size: var(--target); color: var(--accent); cursor: pointer; font-weight: 600; }
  summary::before { content: "+"; inline-size: 1.2em; font-size: 1.3em; line-height: 1; }
  details[open] > summary::before { content: "−"; }
  .visually-hidden { position: absolute; }
`,As=E`
  :host { display: block; min-block-size: 100dvh; background: var(--paper); }
  .skip { position: absolute; inset-inline-start: 0.5rem; inset-block-start: -10rem; z-index: 2; padding: 0.75rem 1rem; background: var(--raised); }
  .skip:focus { inset-block-start: 0.5rem; }

  /* ---- top ---- */
  .top { border-block-end: 1px solid var(--hairline); background: var(--surface); }
  .top > * { max-inline-size: 80rem; margin-inline: auto; padding-inline: clamp(0.75rem, 3vw, 2rem); }
  .bar { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; padding-block: 0.6rem; }
  .name { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.75rem; min-inline-size: 0; }
  h1 { font-size: 1.2em; line-height: 1.2; letter-spacing: -0.01em; }
  .name p { color: var(--muted); font-size: 0.9em; }
  .bar button { flex: none; padding-inline: 0.6em; }
  .emergency { display: flex; align-items: center; gap: 0.6em; padding-block: 0.35rem; max-inline-size: none; background: var(--emergency); color: var(--on-emergency); }
  .emergency a { display: inline-block; min-block-size: 1.75rem; padding-inline: 0.15em; color: inherit; font-weight: 700; line-height: 1.75rem; }
  .emergency a:focus-visible { outline-color: currentColor; }
  @media (min-width: 80rem) { .emergency { padding-inline: max(2rem, calc((100vw - 80rem) / 2 + 2rem)); } }
  .disclaimer { padding-block: 0.45rem; color: var(--muted); font-size: 0.875em; }
  .reading { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 0.25rem 1.5rem; padding-block: 0.25rem 0.75rem; }
  .reading fieldset { min-inline-size: 0; margin: 0; padding: 0; border: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
  .reading legend { padding: 0; font-weight: 600; }
  .reading label { display: inline-flex; align-items: center; gap: 0.5em; min-block-size: var(--target); }
  .reading input { inline-size: 1.3em; block-size: 1.3em; accent-color: var(--accent); }
  .reading .contrast { align-self: end; font-weight: 600; }
  .offline, .english, .lost { display: flex; gap: 0.6em; align-items: center; padding: 0.6rem clamp(0.75rem, 3vw, 2rem); background: var(--notice); color: var(--on-notice); border-block-end: var(--border) solid var(--hairline); }
  .english { background: var(--today); color: var(--on-today); }
  .lost { margin-block-end: 1rem; border-radius: var(--radius); padding-inline: 1rem; }

  /* ---- columns ---- */
  .columns { display: grid; gap: 1.5rem; max-inline-size: 80rem; margin-inline: auto; padding: 1rem clamp(0.75rem, 3vw, 2rem) 3rem; }
  main { min-inline-size: 0; }
  main:focus-visible { outline-offset: 6px; }
  :host > main { padding: 2rem clamp(0.75rem, 3vw, 2rem); }
  .loading { color: var(--muted); }
  .failure { margin-block-end: 1rem; padding: 1rem; border: 2px solid var(--emergency); border-radius: var(--radius); background: var(--emergency-soft); color: var(--on-emergency-soft); font-weight: 600; }
  .failure p { display: flex; gap: 0.6em; }
  .aside { display: grid; gap: 1rem; align-content: start; min-inline-size: 0; }
  .columns[data-browsing="true"] main { display: none; }
  .columns[data-browsing="false"] .index, .columns[data-browsing="false"] .search-results, .columns[data-browsing="false"] #search-hint { display: none; }
  @media (min-width: 56rem) {
    .columns { grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr); gap: 2.5rem; }
    .columns[data-browsing] main { display: block; }
    .columns[data-browsing] .index, .columns[data-browsing] .search-results { display: block; }
    .columns[data-browsing] #search-hint { display: flex; }
    .aside { position: sticky; inset-block-start: 0; max-block-size: 100dvh; overflow-y: auto; margin: -1rem -0.5rem 0; padding: 1rem 0.5rem; }
    .tools .back { display: none; }
  }

  /* ---- search ---- */
  .search { display: grid; gap: 0.35rem; }
  .search label { font-weight: 600; }
  .search .line { display: flex; gap: 0.5rem; }
  .search input { flex: 1; min-inline-size: 0; min-block-size: 3rem; padding: 0.4em 0.9em; border: max(2px, var(--border)) solid var(--line); border-radius: var(--radius); background: var(--raised); appearance: none; }
  .search input::-webkit-search-cancel-button { display: none; }
  .search .line button { padding-inline: 0.8em; }
  .search-results h2 { font-size: 1em; }
  .search-results h2.count { color: var(--muted); font-weight: 500; font-size: 0.9em; }
  .search-results h2.declined { padding-block: 0.25rem; }
  .decline { margin-block: 0.25rem 0.75rem; padding: 0.75rem 1rem; border: var(--border) solid var(--line); border-radius: var(--radius); background: var(--notice); color: var(--on-notice); }
  .search-results ol { display: grid; gap: 0.6rem; margin-block-start: 0.5rem; }
  .search-results li { padding: 0.6rem 0.9rem 0.7rem; border: var(--border) solid var(--hairline); border-radius: var(--radius); background: var(--raised); font-size: 0.95em; }
  .search-results .go { display: flex; flex-direction: column; justify-content: center; min-block-size: var(--target); margin-block-end: 0.15rem; font-size: 1.05em; line-height: 1.3; text-decoration: none; border-radius: 0.4em; }
  .search-results .go strong { text-decoration: underline; text-underline-offset: 0.2em; }
  .kind { color: var(--muted); font-size: 0.78em; font-weight: 600; letter-spacing: 0.03em; text-transform: uppercase; }
  .kind[data-kind="rule"] { color: var(--on-emergency-soft); }
  .in-card { margin-block-start: 0.4em; font-size: 0.9em; }
  .in-card a { display: inline-block; padding-block: 0.15em; min-block-size: 1.6rem; }

  /* ---- contents ---- */
  .index h2 { margin-block: 1.1rem 0.4rem; color: var(--muted); font-size: 0.9em; font-weight: 600; }
  .index ul { display: grid; overflow: hidden; border: var(--border) solid var(--hairline); border-radius: var(--radius); background: var(--raised); }
  .index li + li { border-block-start: var(--border) solid var(--hairline); }
  .index a { display: flex; align-items: center; gap: 0.6em; min-block-size: 3rem; padding: 0.45em 0.9em; color: var(--ink); font-weight: 500; line-height: 1.3; text-decoration: none; }
  .index a::after { content: "›"; margin-inline-start: auto; color: var(--muted); font-size: 1.3em; line-height: 1; }
  .index a:focus-visible { outline-offset: -3px; border-radius: var(--radius); }
  .index a[aria-current] { background: var(--accent-soft); color: var(--on-accent-soft); box-shadow: inset 4px 0 0 var(--accent); font-weight: 700; }
  @media (hover: hover) { .index a:hover { background: var(--accent-soft); color: var(--on-accent-soft); } }
  .index .glance { border-color: var(--emergency); background: var(--emergency-soft); }
  .index .glance a { color: var(--on-emergency-soft); font-weight: 700; }
  .index .glance a::after { color: inherit; }
  .print-all { margin-block-start: 1.25rem; }

  /* ---- a card ---- */
  .tools { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: space-between; margin-block-end: 1rem; }
  .back::before { content: "‹"; font-size: 1.3em; line-height: 1; }
  @media (min-width: 56rem) { .tools { float: inline-end; margin: 0 0 0.5rem 1rem; } }
  article h2 { margin-block-end: 0.9rem; font-size: 1.55em; letter-spacing: -0.015em; }
  article h2:focus-visible { outline-offset: 4px; border-radius: 0.2em; }
  article h3 { margin-block: 1.5rem 0.5rem; font-size: 1.08em; }
  .card { max-inline-size: 46rem; }
  .card .first { clear: both; padding: 0.85rem 1.1rem 1rem; border: 2px solid var(--emergency); border-inline-start-width: 0.6rem; border-radius: var(--radius); background: var(--emergency-soft); font-weight: 600; font-size: 1.05em; }
  .card .first h3 { margin-block: 0 0.25rem; color: var(--on-emergency-soft); font-size: 0.85em; letter-spacing: 0.06em; text-transform: uppercase; }
  .card .first .source, .card .first .gs { font-weight: 400; }
  .card .first .source { color: var(--ink); }
  .lines { display: grid; gap: 0.8rem; }
  section:not(.first) > .lines > li { padding-inline-start: 1rem; border-inline-start: 3px solid var(--hairline); }
  .differ ul { display: grid; gap: 0.6rem; }
  .differ .about { color: var(--muted); }
  .differ .about::before { content: "– "; }
  .conclusion { margin-block-start: 0.5rem; padding: 0.5rem 0.8rem; border-radius: 0.5em; background: var(--today); color: var(--on-today); border: var(--border) solid var(--hairline); }
  .related p { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .calculator { max-inline-size: 46rem; }
  .calculator .in-card { margin-block-start: 1rem; }

  /* ---- levels ---- */
  .levels { max-inline-size: 56rem; }
  .level { margin-block-start: 1.25rem; overflow: hidden; border: 2px solid var(--level, var(--line)); border-radius: var(--radius); }
  .level header { display: flex; align-items: center; gap: 0.6em; padding: 0.6rem 1rem; background: var(--level, var(--surface)); color: var(--on-level, var(--ink)); }
  .level header h3 { margin: 0; }
  .level[data-level="emergency"] { --level: var(--emergency); --on-level: var(--on-emergency); }
  .level[data-level="urgent"] { --level: var(--urgent); --on-level: var(--on-urgent); }
  .level[data-level="tell_nurse"] header { background: var(--notice); color: var(--on-notice); }
  .level[data-level="same_day"] header { background: var(--today); color: var(--on-today); }
  .level[data-level="self_care"] header { background: var(--home); color: var(--on-home); }
  .told { padding: 0.6rem 1rem; font-size: 0.95em; }
  .told > span:first-child { color: var(--muted); }
  table { inline-size: 100%; border-collapse: collapse; font-size: 0.95em; table-layout: fixed; }
  th { color: var(--muted); font-size: 0.85em; font-weight: 600; text-align: start; }
  th, td { padding: 0.55rem 1rem; border-block-start: var(--border) solid var(--hairline); vertical-align: top; overflow-wrap: break-word; hyphens: auto; }
  th:last-child { inline-size: 36%; }
  td p { margin: 0.1em 0 0; }

  /* ---- documents ---- */
  .documents { clear: both; margin-block-start: 2.5rem; padding-block-start: 1rem; border-block-start: 1px solid var(--hairline); color: var(--muted); font-size: 0.875em; max-inline-size: 56rem; }
  .documents h2 { font-size: 1.05em; color: var(--ink); }
  .documents dl { margin-block: 0.5rem; display: grid; gap: 0.35rem; }
  .documents dl > div { display: grid; grid-template-columns: 2.5em 1fr; }
  .documents dt { font-weight: 600; font-variant-numeric: tabular-nums; }
  .documents p { margin-block-start: 0.35rem; }
  .version { overflow-wrap: anywhere; }
  .everything { display: none; }
`,Ss=250,se="start_clock_minutes",be=class be extends V{constructor(){super();b(this,m);b(this,T);b(this,L);b(this,ne,()=>h(this,m,Ce).call(this));b(this,ge,e=>{e.preventDefault(),this.left=new Set(this.calculation.fields.map(s=>s.id)),h(this,m,Be).call(this)});b(this,$e,()=>{h(this,m,Se).call(this,"reset"),this.updateComplete.then(()=>this.renderRoot.querySelector(".field input")?.focus())});h(this,m,Se).call(this,"empty")}connectedCallback(){super.connectedCallback(),window.addEventListener("online",c(this,ne))}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("online",c(this,ne)),clearTimeout(c(this,T)),c(this,L)?.abort()}willUpdate(e){e.get("calculation")!==void 0&&h(this,m,Se).call(this,"empty")}render(){const{strings:e,calculation:s}=this;return o`<form novalidate autocomplete="off" @submit=${c(this,ge)}>
        ${s.fields.map(n=>h(this,m,Ot).call(this,n))}
        <div class="actions">
          <button type="button" @click=${c(this,$e)}>${y.restart}<span>${e.reset}</span></button>
        </div>
      </form>
      <section class="result" aria-labelledby="result-title">
        <h3 id="result-title">${e.result}</h3>
        <div role="status">${h(this,m,jt).call(this)}</div>
        ${h(this,m,It).call(this)}
      </section>
      <div class="notes">
        <p lang="en" class="note">${A(s.note)}</p>
        <details>
          <summary>${e.formula}</summary>
          <p lang="en">${s.formula}</p>
          ${fe(s.sources,!1,e)}
        </details>
        <p class="hint">${e.checkValues}</p>
      </div>`}};T=new WeakMap,L=new WeakMap,ne=new WeakMap,m=new WeakSet,Se=function(e){clearTimeout(c(this,T)),c(this,L)?.abort(),this.typed={},this.units={},this.left=new Set,this.outcome=null,this.problems=[],this.refusal="",this.state=e},Ee=function(e){return e.kinds.find(s=>s.id===this.units[e.id])??e.kinds[0]},Ot=function(e){const s=h(this,m,Ee).call(this,e);if(s===void 0)return d;const n=this.left.has(e.id)?this.problems.find(l=>l.field===s.id):void 0,r=s.id===se,a=e.kinds.length===1;return o`<div class="field" ?data-wrong=${n!==void 0}>
      <label for=${e.id} lang="en">${e.name}${a?o` <span class="in">(${s.unit})</span>`:d}</label>
      <div class="entry">
        <input
          id=${e.id}
          type=${r?"time":"text"}
          inputmode=${r?d:"decimal"}
          maxlength=${r?d:12}
          .value=${this.typed[e.id]??""}
          aria-describedby=${`${e.id}-accepted ${n?`${e.id}-problem`:""}`}
          aria-invalid=${n?"true":d}
          @input=${l=>h(this,m,Rt).call(this,e,l.target.value)}
          @blur=${()=>h(this,m,Nt).call(this,e)}
        />
        ${a?d:h(this,m,Pt).call(this,e,s)}
      </div>
      <p class="accepted" id=${`${e.id}-accepted`}>${this.strings.accepted(s.accepted)}</p>
      ${n===void 0?d:o`<p class="problem" id=${`${e.id}-problem`}>${y.alert}<span>${A(n.text)}</span></p>`}
    </div>`},Pt=function(e,s){return o`<fieldset class="units">
      <legend class="visually-hidden">${this.strings.unit}: <span lang="en">${e.name}</span></legend>
      ${e.kinds.map(n=>o`<label>
          <input type="radio" name=${`${e.id}-unit`} .checked=${n.id===s.id} @change=${()=>h(this,m,Ut).call(this,e,n)} />
          <span lang="en">${n.id===se?"h:min":n.unit}</span>
        </label>`)}
    </fieldset>`},Rt=function(e,s){this.typed={...this.typed,[e.id]:s},h(this,m,Ce).call(this)},Nt=function(e){(this.typed[e.id]??"").trim()!==""&&(this.left=new Set(this.left).add(e.id))},Ut=function(e,s){(s.id===se||h(this,m,Ee).call(this,e)?.id===se)&&(this.typed={...this.typed,[e.id]:""}),this.units={...this.units,[e.id]:s.id},h(this,m,Ce).call(this)},ge=new WeakMap,$e=new WeakMap,Lt=function(){const e={};for(const s of this.calculation.fields){const n=h(this,m,Ee).call(this,s),r=(this.typed[s.id]??"").trim();n!==void 0&&r!==""&&(e[n.id]=n.id===se?ys(r):r)}return e},Ce=function(){clearTimeout(c(this,T)),ce(this,T,setTimeout(()=>{h(this,m,Be).call(this)},Ss))},Be=async function(){clearTimeout(c(this,T)),c(this,L)?.abort();const e=ce(this,L,new AbortController),s=h(this,m,Lt).call(this);if(Object.keys(s).length===0){[this.outcome,this.problems,this.refusal,this.state]=[null,[],"","empty"];return}this.outcome===null&&(this.state="working");try{const n=await this.server.calculate(this.calculation.id,s,e.signal);[this.outcome,this.problems,this.refusal,this.state]=[n,[],"","done"]}catch(n){if(e.signal.aborted)return;if(this.outcome=null,n instanceof $t){const r=n.problems.filter(a=>a.field==="");[this.problems,this.refusal,this.state]=[n.problems,r.map(a=>a.text).join(" "),"done"]}else if(n instanceof te)[this.problems,this.refusal,this.state]=[[],"","waiting"];else throw n}},jt=function(){const{strings:e,outcome:s}=this;if(this.state==="waiting")return o`<p class="hint">${y.offline}${e.waiting}</p>`;if(this.state==="reset")return o`<p class="hint">${e.wasReset}</p>`;if(this.refusal!=="")return o`<p class="problem">${y.alert}<span>${A(this.refusal)}</span></p>`;const n=this.problems.filter(a=>h(this,m,Ht).call(this,a));if(n.length>0)return o`<p class="visually-hidden">${n.map(a=>A(a.text))}</p><p class="hint">${e.noResult}</p>`;if(s===null)return o`<p class="hint">${this.state==="working"?e.working:e.noResult}</p>`;const r=new Map(this.calculation.fields.map(a=>[a.id,a.name]));return o`<dl class="results" lang="en">
        ${s.results.map(a=>o`<div><dt>${a.label}</dt><dd>${a.words}</dd></div>`)}
      </dl>
      ${s.warnings.slice(0,-1).map(a=>o`<p class="warning">${y.alert}${A(a)}</p>`)}
      ${s.missing.map(({field:a})=>o`<p class="hint missing">${e.fillIn(r.get(a)??a)}</p>`)}`},Ht=function(e){const s=this.calculation.fields.find(n=>n.kinds.some(r=>r.id===e.field));return s!==void 0&&this.left.has(s.id)},It=function(){return this.outcome===null||this.outcome.steps.length===0?d:o`<h4>${this.strings.steps}</h4>
      <ol class="steps" lang="en">${this.outcome.steps.map(e=>o`<li>${e}</li>`)}</ol>`},be.styles=[pt,bt,_s],be.properties={calculation:{attribute:!1},server:{attribute:!1},strings:{attribute:!1},typed:{state:!0},units:{state:!0},left:{state:!0},outcome:{state:!0},problems:{state:!0},refusal:{state:!0},state:{state:!0}};let Ue=be;const Es=new Set(["ar","arc","ckb","dv","fa","he","ks","ps","sd","ug","ur","yi"]);function Le(i,t){for(const e of t){const s=e?.trim().toLowerCase().split("-")[0],n=s!==void 0&&Object.hasOwn(i,s)?i[s]:void 0;if(s!==void 0&&n!==void 0)return{language:s,direction:Cs(s),strings:n}}return{language:"en",direction:"ltr",strings:i.en}}function Cs(i){return Es.has(i)?"rtl":"ltr"}const vt={theme:"system",highContrast:!1,textSize:"normal"},yt="ivig-reading";function zs(i=()=>localStorage){try{const t=JSON.parse(i().getItem(yt)??"{}");if(typeof t!="object"||t===null)return vt;const{theme:e,highContrast:s,textSize:n}=t;return{theme:e==="light"||e==="dark"?e:"system",highContrast:s===!0,textSize:n==="large"||n==="largest"?n:"normal"}}catch{return vt}}function Ms(i,t=()=>localStorage){try{t().setItem(yt,JSON.stringify(i))}catch{return}}function Ts(i,{theme:t,highContrast:e,textSize:s}){je(i,"data-theme",t==="system"?null:t),je(i,"data-contrast",e?"more":null),je(i,"data-text",s==="normal"?null:s)}function je(i,t,e){e===null?i.removeAttribute(t):i.setAttribute(t,e)}const ie="calc-";function kt(i,t){const e=Os(i.replace(/^#/,""));if(e==="")return{kind:"start"};if(e==="levels")return{kind:"levels"};if(t.cards.some(n=>n.id===e))return{kind:"card",id:e};const s=e.startsWith(ie)?e.slice(ie.length):"";return t.calculations.some(n=>n.id===s)?{kind:"calculation",id:s}:{kind:"unknown",id:e}}function Os(i){try{return decodeURIComponent(i)}catch{return i}}function wt(i,t){return i.sides===void 0?o`<li>${A(i.text)}${fe(i.sources,i.general,t)}</li>`:o`<li class="differ">
    <ul>
      ${i.sides.map(e=>o`<li>
          ${A(`${e.says.charAt(0).toUpperCase()}${e.says.slice(1)}`)}
          <span class="about">${t.about}: <span lang="en">${e.about}</span></span>
          ${fe(e.sources,!1,t)}
        </li>`)}
    </ul>
    <p class="conclusion"><strong>${t.conclusion}:</strong> ${A(i.conclusion??"")}</p>
  </li>`}function xt(i,t,e){const s=t.calculations.filter(r=>i.calculations.includes(r.id)),n=`card-${i.id}`;return o`<article class="card" aria-labelledby=${n}>
    <h2 id=${n} tabindex="-1" lang="en">${A(i.title)}</h2>
    <section class="first" aria-label=${e.first}>
      <h3>${e.first}</h3>
      <ul class="lines">${i.first.map(r=>wt(r,e))}</ul>
    </section>
    ${i.sections.map(r=>o`<section>
        <h3>${A(r.title)}</h3>
        <ul class="lines">${r.lines.map(a=>wt(a,e))}</ul>
      </section>`)}
    ${s.length===0?d:o`<nav class="related no-print" aria-label=${e.relatedCalculators}>
          <h3>${e.relatedCalculators}</h3>
          <p>${s.map(r=>o`<a class="button" lang="en" href=${`#${ie}${r.id}`}>${r.title}</a>`)}</p>
        </nav>`}
  </article>`}const Ps=/\p{M}+/gu,Rs=/[\p{L}\p{N}%]+/gu,Ns=8;function U(i){return i.normalize("NFD").replace(Ps,"").toLowerCase().match(Rs)??[]}function He(i,t){let e=0;for(const s of i){const n=Math.max(0,...t.map(([r,a])=>a.some(l=>l.startsWith(s))?r:0));if(n===0)return 0;e+=n}return e}const Us=i=>[...i.first,...i.sections.flatMap(t=>t.lines)];function Ls(i){const t=i.first[0];return{kind:"card",id:i.id,title:i.title,text:t?.text??"",general:t?.general??!1,sources:t?.sources??[],cards:[i.id]}}function js(i,t){const e=U(i);if(e.length===0)return[];const s=[];for(const n of t.cards){const r=Us(n).map(l=>l.text).join(" "),a=He(e,[[4,U(n.title)],[3,U(n.asks.join(" "))],[1,U(r)]]);a>0&&s.push([a,Ls(n)])}for(const n of t.calculations){const r=He(e,[[4,U(n.title)],[2,U(`calculator ${n.fields.map(g=>g.name).join(" ")}`)]]),{id:a,title:l,formula:u,sources:f,card:$}=n;r>0&&s.push([r,{kind:"calculation",id:a,title:l,text:u,general:!1,sources:f,cards:[$]}])}for(const n of t.levels)for(const r of n.rules){const a=He(e,[[2,U(`${r.text} ${r.suspected.join(" ")}`)]]),{id:l,text:u,general:f,sources:$}=r;a>0&&s.push([a,{kind:"rule",id:l,title:n.title,text:u,general:f,sources:$,cards:[]}])}return s.sort(([n],[r])=>r-n).slice(0,Ns).map(([,n])=>n)}function Hs(i,t,e){const s=js(i,t);if(e===null||e.query!==i)return{query:i,held:s.length>0,text:"",results:s};const n=new Set(e.results.map(a=>`${a.kind} ${a.id}`)),r=s.filter(a=>!n.has(`${a.kind} ${a.id}`));return{...e,results:[...e.results,...r]}}const _t="ivig-language",Is={en:"en",es:"es"};function qs(i=()=>localStorage,t=navigator.languages){let e=null;try{e=i().getItem(_t)}catch{e=null}return Le(Is,[e,...t]).language}function Ds(i,t=()=>localStorage){try{t().setItem(_t,i)}catch{return}}const Vs={emergency:y.phone,urgent:y.hospital,tell_nurse:y.nurse,same_day:y.calendar,self_care:y.home};function Bs(i,t){const e=`level-${i.id}`;return o`<section class="level" data-level=${i.id} aria-labelledby=${e}>
    <header>
      ${Vs[i.id]??y.alert}
      <h3 id=${e} lang="en">${i.title}</h3>
    </header>
    <p class="told"><span>${t.told}:</span> ${A(i.told)}</p>
    <table aria-labelledby=${e}>
      <thead>
        <tr><th scope="col">${t.sign}</th><th scope="col">${t.think}</th></tr>
      </thead>
      <tbody>
        ${i.rules.map(s=>o`<tr id=${`rule-${s.id}`}>
            <td>${A(s.text)}${ft(s.sources,s.general,t)}</td>
            <td lang="en">${s.suspected.length===0?o`<span aria-hidden="true">–</span>`:s.suspected.join(", ")}</td>
          </tr>`)}
      </tbody>
    </table>
  </section>`}function At(i,t){return o`<article class="levels" aria-labelledby="levels-title">
    <h2 id="levels-title" tabindex="-1">${t.glance}</h2>
    <p class="hint">${t.levelsHint}</p>
    ${i.levels.map(e=>Bs(e,t))}
    <section class="level risks" aria-labelledby="risks-title">
      <header>${y.alert}<h3 id="risks-title">${t.risks}</h3></header>
      <table aria-labelledby="risks-title">
        <thead>
          <tr><th scope="col">${t.risk}</th><th scope="col">${t.organ}</th></tr>
        </thead>
        <tbody>
          ${i.risks.map(e=>o`<tr>
              <td>${A(`${e.name.charAt(0).toUpperCase()}${e.name.slice(1)}`)}${ft(e.sources,e.general,t)}</td>
              <td>${e.organs.map(s=>t.organs[s]??s).join(", ")}</td>
            </tr>`)}
        </tbody>
      </table>
    </section>
  </article>`}function St(i,t){return o`<section class="documents" aria-labelledby="documents-title">
    <h2 id="documents-title">${t.documents}</h2>
    <dl lang="en">
      ${Object.entries(i.documents).map(([e,s])=>o`<div>
          <dt>${e}</dt>
          <dd><cite>${s.title}</cite> (${s.grade}).${s.caution===null?d:o` ${s.caution}`}</dd>
        </div>`)}
    </dl>
    <p lang="en">${i.note}</p>
    <p class="version">${t.protocol} ${i.protocol_version}</p>
  </section>`}const Ws=E`
  body { margin: 0; }
  @page { margin: 14mm 15mm 16mm; }
`,Fs=E`
  @media print {
    :host, :host([data-theme]), :host([data-contrast]), :host([data-text]) {
      color-scheme: light !important;
      --paper: #fff !important; --surface: #fff !important; --raised: #fff !important;
      --ink: #000 !important; --muted: #333 !important; --line: #555 !important; --hairline: #bbb !important;
      --accent: #000 !important; --accent-soft: #fff !important; --on-accent-soft: #000 !important;
      --emergency: #000 !important; --on-emergency: #fff !important; --emergency-soft: #fff !important; --on-emergency-soft: #000 !important;
      --urgent: #333 !important; --on-urgent: #fff !important;
      --notice: #fff !important; --on-notice: #000 !important; --today: #fff !important; --on-today: #000 !important;
      --home: #fff !important; --on-home: #000 !important;
      font-size: 10.5pt !important; line-height: 1.4 !important; min-block-size: 0;
    }
    .no-print, .skip, #reading-place, .aside { display: none !important; }
    .columns, .columns[data-browsing] { display: block; padding: 0; max-inline-size: none; }
    .columns[data-browsing] main { display: block; }
    .top { border-block-end: 1.5pt solid #000; margin-block-end: 5mm; }
    .top > * { padding-inline: 0; padding-block: 0.5mm; }
    .emergency { background: none; color: #000; font-weight: 700; }
    .emergency a { text-decoration: none; min-block-size: 0; line-height: inherit; }
    .card, .levels, .calculator, .documents { max-inline-size: none; }
    article h2 { font-size: 16pt; margin-block-end: 3mm; }
    article h3 { margin-block: 4mm 1.5mm; break-after: avoid; }
    .card .first { font-size: 1em; padding: 2.5mm 4mm; }
    .card .first, .lines > li, tr, .conclusion, .documents dl > div { break-inside: avoid; }
    .level { overflow: visible; margin-block-start: 4mm; }
    .level header { break-after: avoid; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .level[data-level="emergency"] header, .level[data-level="urgent"] header { background: #fff; color: #000; border-block-end: 1.5pt solid #000; }
    thead { display: table-header-group; }
    th, td { padding: 1.2mm 3mm; }
    .lines { gap: 2.2mm; }
    .gs { border: 0.5pt solid #555; }
    .documents { margin-block-start: 6mm; break-inside: avoid; }
    .everything { display: block; }
    .everything > article { break-after: page; }
    :host:has(.everything) .columns { display: none; }
    .columns:has(+ .everything) { display: none; }
  }
`,Gs=["system","light","dark"],Ks=["normal","large","largest"],Et={en:"English",es:"Español"};function Ie(i,t,e,s,n,r){return o`<fieldset>
    <legend>${t}</legend>
    ${e.map(a=>o`<label>
        <input type="radio" name=${i} .checked=${a===n} @change=${()=>r(a)} />
        <span lang=${i==="language"?a:""}>${s[a]??a}</span>
      </label>`)}
  </fieldset>`}function Js({preferences:i,language:t,change:e,speak:s},n){return o`<div class="reading" id="reading">
    ${Ie("theme",n.theme,Gs,n.themes,i.theme,r=>e({...i,theme:r}))}
    ${Ie("size",n.textSize,Ks,n.textSizes,i.textSize,r=>e({...i,textSize:r}))}
    ${Ie("language",n.language,Object.keys(Et),Et,t,s)}
    <label class="contrast">
      <input
        type="checkbox"
        .checked=${i.highContrast}
        @change=${r=>e({...i,highContrast:r.target.checked})}
      />
      <span>${n.contrast}</span>
    </label>
  </div>`}const Zs={card:i=>`#${i}`,calculation:i=>`#${ie}${i}`,rule:()=>"#levels",statement:null};function Ys(i,t,e){const s=Zs[i.kind]?.(i.id),n=o`<span class="kind" data-kind=${i.kind}>${e.kinds[i.kind]}</span>`,r=t.cards.filter(a=>i.kind==="statement"&&i.cards.includes(a.id));return o`<li data-kind=${i.kind}>
    ${s===void 0?n:o`<a class="go" href=${s} data-rule=${i.kind==="rule"?i.id:d}>${n}<strong lang="en">${i.title}</strong></a>`}
    <p>${A(i.text)}</p>
    ${fe(i.sources,i.general,e)}
    ${r.length===0?d:o`<p class="in-card">${e.inCard}: ${r.map((a,l)=>o`${l>0?", ":d}<a lang="en" href=${`#${a.id}`}>${a.title}</a>`)}</p>`}
  </li>`}function Ct({found:i,busy:t,offline:e},s){return t&&i.results.length===0?s.searching:i.held?s.found(i.results.length):e?s.notHeldOffline:s.notHeld}function Qs(i,t,e){const{found:s,busy:n,offline:r}=i,a=!n&&!s.held;return o`<section class="search-results" aria-labelledby="results-title">
    <h2 id="results-title" class=${a?"declined":"count"}>${Ct(i,e)}</h2>
    ${a&&s.text!==""?o`<p class="decline">${A(s.text)}</p>`:d}
    ${r?o`<p class="hint">${y.offline}${e.wordsOnly}</p>`:d}
    ${a&&s.results.length>0?o`<p class="hint">${e.besides}</p>`:d}
    <ol>${s.results.map(l=>Ys(l,t,e))}</ol>
  </section>`}const Xs=200,ei=2;class ti{constructor(t,e,s=Xs){b(this,j);b(this,re);b(this,ae);this.host=t,this.server=e,this.pause=s,this.answer=null,this.busy=!1,this.unreachable=!1,t.addController(this)}hostDisconnected(){h(this,j,We).call(this)}look(t){h(this,j,We).call(this);const e=t.trim().replace(/\s+/g," ");this.busy=e.length>=ei,this.busy?ce(this,re,setTimeout(()=>{h(this,j,qt).call(this,e)},this.pause)):this.answer=null,this.host.requestUpdate()}}re=new WeakMap,ae=new WeakMap,j=new WeakSet,We=function(){clearTimeout(c(this,re)),c(this,ae)?.abort(),this.busy=!1},qt=async function(t){const e=ce(this,ae,new AbortController);try{this.answer=await this.server.search(t,e.signal),this.unreachable=!1}catch(s){if(e.signal.aborted)return;if(!(s instanceof te))throw s;this.answer=null,this.unreachable=!0}this.busy=!1,this.host.requestUpdate()};const zt={en:{title:"IVIG quick reference",subtitle:"For infusion nurses",disclaimer:"Not a guideline. Not a medical device. The order and the product's label govern.",emergency:"In an emergency call",skip:"Skip to the content",loading:"Loading the cards …",notLoaded:"The cards could not be loaded. If this may be an emergency, call the emergency number now.",retry:"Try again",offline:"No connection. Cards, danger signs and word search work; calculators wait for the connection.",contentInEnglish:"",search:"Search cards, calculators and documents",searchHint:"For example: premed, leg swelling, start rate",clear:"Clear the search",searching:"Searching …",found:i=>i===1?"1 result":`${i} results`,notHeld:"The documents do not hold this.",notHeldOffline:"No card holds these words.",wordsOnly:"Without a connection only words on the cards are found.",besides:"Cards and signs that hold these words:",kinds:{card:"Card",calculation:"Calculator",statement:"Document",rule:"Danger sign"},inCard:"On the card",index:"Contents",all:"All cards",glance:"Danger signs and levels",calculators:"Calculators",cardsHint:"Choose a card, or search.",first:"First",relatedCalculators:"Calculate",source:"Source",lines:i=>`${i.length===1?"line":"lines"} ${i.join(", ")}`,general:"general safety advice",generalLong:"General safety advice: no document holds it.",about:"about",conclusion:"Safe conclusion",documents:"The documents",protocol:"Protocol",noCard:i=>`There is no card “${i}”. Choose one from the contents.`,print:"Print",printCard:"Print this page",printAll:"Print all cards",printed:i=>`Printed ${i}`,told:"The patient is told",sign:"Sign",think:"Think of",risks:"What raises the risk",risk:"Risk factor",organ:"Concerns",organs:{kidney:"kidneys",vessels:"clots",allergy:"allergy",infection:"infection"},levelsHint:"The most urgent level that fits counts. “Unknown” is never “no”.",unit:"Unit",accepted:i=>`Accepted: ${i}`,result:"Result",noResult:"The result appears here as you fill in.",fillIn:i=>`Fill in: ${i}.`,working:"Working it out …",waiting:"No connection: the calculator waits. What you typed is kept.",steps:"Worked out",formula:"Show the formula",reset:"Reset",wasReset:"All fields are empty.",checkValues:"Check the values. Nothing is kept or sent on; the fields are emptied when you leave.",reading:"Reading",theme:"Colours",themes:{system:"As the device",light:"Light",dark:"Dark"},contrast:"High contrast",textSize:"Text size",textSizes:{normal:"Normal",large:"Large",largest:"Largest"},language:"Language"},es:{title:"Referencia rápida de IVIG",subtitle:"Para enfermería de infusión",disclaimer:"No es una guía clínica. No es un producto sanitario. Mandan la orden médica y la ficha del producto.",emergency:"En una emergencia llame al",skip:"Ir al contenido",loading:"Cargando las tarjetas …",notLoaded:"No se pudieron cargar las tarjetas. Si puede ser una emergencia, llame ahora al número de emergencias.",retry:"Intentar de nuevo",offline:"Sin conexión. Funcionan las tarjetas, los signos de peligro y la búsqueda por palabras; las calculadoras esperan la conexión.",contentInEnglish:"El contenido de las tarjetas está en inglés. Busque en inglés.",search:"Buscar tarjetas, calculadoras y documentos",searchHint:"Por ejemplo: premed, leg swelling, start rate",clear:"Borrar la búsqueda",searching:"Buscando …",found:i=>i===1?"1 resultado":`${i} resultados`,notHeld:"Los documentos no contienen esto.",notHeldOffline:"Ninguna tarjeta contiene estas palabras.",wordsOnly:"Sin conexión solo se encuentran palabras de las tarjetas.",besides:"Tarjetas y signos que contienen estas palabras:",kinds:{card:"Tarjeta",calculation:"Calculadora",statement:"Documento",rule:"Signo de peligro"},inCard:"En la tarjeta",index:"Contenido",all:"Todas las tarjetas",glance:"Signos de peligro y niveles",calculators:"Calculadoras",cardsHint:"Elija una tarjeta o busque.",first:"Primero",relatedCalculators:"Calcular",source:"Fuente",lines:i=>`${i.length===1?"línea":"líneas"} ${i.join(", ")}`,general:"consejo general de seguridad",generalLong:"Consejo general de seguridad: no está en ningún documento.",about:"sobre",conclusion:"Conclusión segura",documents:"Los documentos",protocol:"Protocolo",noCard:i=>`No hay ninguna tarjeta «${i}». Elija una del contenido.`,print:"Imprimir",printCard:"Imprimir esta página",printAll:"Imprimir todas las tarjetas",printed:i=>`Impreso el ${i}`,told:"Al paciente se le dice",sign:"Signo",think:"Pensar en",risks:"Qué aumenta el riesgo",risk:"Factor de riesgo",organ:"Afecta a",organs:{kidney:"riñones",vessels:"coágulos",allergy:"alergia",infection:"infección"},levelsHint:"Cuenta el nivel más urgente que se cumpla. «No se sabe» nunca es «no».",unit:"Unidad",accepted:i=>`Se acepta: ${i}`,result:"Resultado",noResult:"El resultado aparece aquí al rellenar los campos.",fillIn:i=>`Rellene: ${i}.`,working:"Calculando …",waiting:"Sin conexión: la calculadora espera. Lo escrito se conserva.",steps:"Cálculo",formula:"Mostrar la fórmula",reset:"Vaciar",wasReset:"Todos los campos están vacíos.",checkValues:"Compruebe los valores. Nada se guarda ni se reenvía; los campos se vacían al salir.",reading:"Lectura",theme:"Colores",themes:{system:"Como el dispositivo",light:"Claro",dark:"Oscuro"},contrast:"Alto contraste",textSize:"Tamaño del texto",textSizes:{normal:"Normal",large:"Grande",largest:"Muy grande"},language:"Idioma"}},_e=class _e extends V{constructor(){super();b(this,p);b(this,B,new xs);b(this,W,new ti(this,c(this,B)));b(this,F,async()=>{this.failed=!1;try{this.reference=await c(this,B).reference(),await this.updateComplete,h(this,p,ze).call(this)}catch{this.failed=!0}});b(this,G,()=>{this.hash=location.hash,this.browsing=this.hash==="",h(this,p,ze).call(this),this.updateComplete.then(()=>{const e=this.browsing?"#search":"main h2";this.renderRoot.querySelector(e)?.focus({preventScroll:!0}),window.scrollTo(0,0)})});b(this,H,()=>{this.offline=!navigator.onLine,this.offline||c(this,W).look(this.query),!this.offline&&this.reference===null&&c(this,F).call(this)});b(this,oe,()=>{this.printing="page"});b(this,ve,e=>{this.preferences=e,Ms(e),h(this,p,Me).call(this)});b(this,ye,e=>{this.language=e,Ds(e),h(this,p,Me).call(this),h(this,p,ze).call(this)});b(this,le,()=>{h(this,p,Ge).call(this,""),this.renderRoot.querySelector("#search")?.focus()});b(this,ke,e=>{if(e.key==="Escape"&&this.query!==""){e.preventDefault(),c(this,le).call(this);return}const s=this.renderRoot.querySelector("#search"),n=[...this.renderRoot.querySelectorAll(".search-results a.go, nav.index a")],r=this.renderRoot.activeElement,a=n.findIndex(l=>l===r);if(e.key==="Enter"&&r===s&&this.query.trim()!=="")n[0]?.click();else if(e.key==="ArrowDown"&&(r===s||a>=0))n[a+1]?.focus();else if(e.key==="ArrowUp"&&a>=0)(n[a-1]??s)?.focus();else return;e.preventDefault()});b(this,we,e=>{e.preventDefault(),this.renderRoot.querySelector("main")?.focus()});b(this,xe,e=>{e.preventDefault(),this.query="",history.pushState(null,"",location.pathname+location.search),c(this,G).call(this)});this.reference=null,this.failed=!1,this.hash=location.hash,this.query="",this.browsing=location.hash==="",this.offline=!navigator.onLine,this.reading=!1,this.preferences=zs(),this.language=qs(),this.printing="page"}connectedCallback(){super.connectedCallback(),window.addEventListener("hashchange",c(this,G)),window.addEventListener("online",c(this,H)),window.addEventListener("offline",c(this,H)),window.addEventListener("afterprint",c(this,oe)),h(this,p,Me).call(this),c(this,F).call(this)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("hashchange",c(this,G)),window.removeEventListener("online",c(this,H)),window.removeEventListener("offline",c(this,H)),window.removeEventListener("afterprint",c(this,oe))}render(){const e=c(this,p,S);return o`<a class="skip" href="#main" @click=${c(this,we)}>${e.skip}</a>
      ${h(this,p,Bt).call(this)}
      ${this.reference===null?h(this,p,Wt).call(this):h(this,p,Ft).call(this,this.reference)}`}};B=new WeakMap,W=new WeakMap,p=new WeakSet,S=function(){return Le(zt,[this.language]).strings},F=new WeakMap,G=new WeakMap,H=new WeakMap,oe=new WeakMap,Fe=function(e){this.printing=e,this.updateComplete.then(()=>window.print())},ze=function(){const e=h(this,p,Dt).call(this),s=e===null?void 0:h(this,p,Vt).call(this,e);document.title=s===void 0?c(this,p,S).title:`${s} – ${c(this,p,S).title}`},Me=function(){Ts(this,this.preferences),this.lang=this.language,document.documentElement.lang=this.language,document.documentElement.dir=Le(zt,[this.language]).direction},ve=new WeakMap,ye=new WeakMap,Ge=function(e){this.query=e,this.browsing=e.trim()!==""||this.hash==="",c(this,W).look(e)},le=new WeakMap,ke=new WeakMap,Dt=function(){return this.reference===null?null:kt(this.hash,this.reference)},Vt=function(e){if(e.kind==="levels")return c(this,p,S).glance;if(e.kind==="card")return this.reference?.cards.find(s=>s.id===e.id)?.title;if(e.kind==="calculation")return this.reference?.calculations.find(s=>s.id===e.id)?.title},we=new WeakMap,Bt=function(){const e=c(this,p,S),s=this.reference===null?[]:vs(this.reference.emergency_number);return o`<header class="top">
      <div class="bar">
        <div class="name"><h1>${e.title}</h1><p>${e.subtitle}</p></div>
        <button type="button" class="plain no-print" aria-expanded=${this.reading} aria-controls="reading" @click=${()=>this.reading=!this.reading}>
          ${y.settings}<span>${e.reading}</span>
        </button>
      </div>
      <div id="reading-place" ?hidden=${!this.reading}>
        ${Js({preferences:this.preferences,language:this.language,change:c(this,ve),speak:c(this,ye)},e)}
      </div>
      ${s.length===0?d:o`<p class="emergency">
            ${y.phone}<span>${e.emergency}
            ${s.map(({number:n,where:r},a)=>o`${a>0?", ":d}${n===""?r:o`<a href=${`tel:${n.replace(/[^+\d]/g,"")}`}>${n}</a>${r===""?d:o` (${r})`}`}`)}</span>
          </p>`}
      <p class="disclaimer">${e.disclaimer}</p>
    </header>`},Wt=function(){const e=c(this,p,S);return this.failed?o`<main id="main" tabindex="-1">
      <div role="alert" class="failure"><p>${y.alert}<span>${e.notLoaded}</span></p></div>
      <button type="button" class="primary" @click=${c(this,F)}>${y.restart}<span>${e.retry}</span></button>
    </main>`:o`<main id="main" tabindex="-1"><p role="status" class="loading">${e.loading}</p></main>`},Ft=function(e){const s=c(this,p,S),n=this.query.trim()!=="",{answer:r,busy:a,unreachable:l}=c(this,W),u=this.offline||l,f={found:Hs(this.query.trim(),e,r),busy:a,offline:u};return o`${u?o`<p class="offline no-print" role="status">${y.offline}<span>${s.offline}</span></p>`:d}
      ${s.contentInEnglish===""?d:o`<p class="english no-print">${s.contentInEnglish}</p>`}
      <div class="columns" data-browsing=${this.browsing} @keydown=${c(this,ke)}>
        <div class="aside no-print">
          <search class="search">
            <label for="search">${s.search}</label>
            <div class="line">
              <input id="search" type="search" autocomplete="off" spellcheck="false" maxlength="200" enterkeyhint="search"
                aria-describedby="search-hint" .value=${this.query} @input=${$=>h(this,p,Ge).call(this,$.target.value)} />
              ${n?o`<button type="button" aria-label=${s.clear} @click=${c(this,le)}>${y.close}</button>`:d}
            </div>
            <p class="hint" id="search-hint" lang=${this.language}>${s.searchHint}</p>
            <p role="status" class="visually-hidden">${n?Ct(f,s):d}</p>
          </search>
          ${n?Qs(f,e,s):h(this,p,Gt).call(this,e)}
        </div>
        <main id="main" tabindex="-1">
          ${h(this,p,Kt).call(this,e)}
          ${St(e,s)}
        </main>
      </div>
      ${this.printing==="all"?h(this,p,Jt).call(this,e):d}`},Gt=function(e){const s=c(this,p,S),n=this.hash.slice(1),r=(a,l,u)=>o`<li><a href=${`#${a}`} lang=${"en"} aria-current=${n===a?"page":d}>${l}</a></li>`;return o`<nav class="index" aria-label=${s.index}>
      <ul class="glance"><li><a href="#levels" aria-current=${n==="levels"?"page":d}>${y.alert}<span>${s.glance}</span></a></li></ul>
      ${e.groups.map(a=>o`<h2 lang="en">${a.title}</h2>
          <ul>${e.cards.filter(l=>l.group===a.id).map(l=>r(l.id,l.title))}</ul>`)}
      <h2>${s.calculators}</h2>
      <ul>${e.calculations.map(a=>r(`${ie}${a.id}`,a.title))}</ul>
      <p class="print-all">${gt(s.printAll,()=>h(this,p,Fe).call(this,"all"))}</p>
    </nav>`},Kt=function(e){const s=c(this,p,S),n=kt(this.hash,e),r=o`<div class="tools no-print">
      <a class="button back" href="#" @click=${c(this,xe)}>${s.all}</a>
      ${gt(s.printCard,()=>h(this,p,Fe).call(this,"page"))}
    </div>`,a=n.kind==="card"?e.cards.find(f=>f.id===n.id):void 0;if(a!==void 0)return o`${r}${xt(a,e,s)}`;const l=n.kind==="calculation"?e.calculations.find(f=>f.id===n.id):void 0;if(l!==void 0){const f=e.cards.find($=>$.id===l.card);return o`${r}
        <article class="calculator" aria-labelledby="calculator-title">
          <h2 id="calculator-title" tabindex="-1" lang="en">${l.title}</h2>
          <ivig-calculator .calculation=${l} .server=${c(this,B)} .strings=${s}></ivig-calculator>
          ${f===void 0?d:o`<p class="in-card">${s.inCard}: <a lang="en" href=${`#${f.id}`}>${f.title}</a></p>`}
        </article>`}const u=n.kind==="unknown"?o`<p role="status" class="lost">${y.alert}<span>${s.noCard(n.id)}</span></p>`:d;return o`${u}${r}${At(e,s)}`},xe=new WeakMap,Jt=function(e){return o`<div class="everything">
      ${At(e,c(this,p,S))} ${e.cards.map(s=>xt(s,e,c(this,p,S)))}
      ${St(e,c(this,p,S))}
    </div>`},_e.styles=[bs,pt,bt,As,Fs],_e.properties={reference:{state:!0},failed:{state:!0},hash:{state:!0},query:{state:!0},browsing:{state:!0},offline:{state:!0},reading:{state:!0},preferences:{state:!0},language:{state:!0},printing:{state:!0}};let qe=_e;const Mt=Ws.styleSheet;Mt!==void 0&&document.adoptedStyleSheets.push(Mt),customElements.define("ivig-calculator",Ue),customElements.define("ivig-nurse-page",qe)})();
