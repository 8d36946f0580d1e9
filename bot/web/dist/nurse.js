var Ot=v=>{throw TypeError(v)};var qe=(v,x,_)=>x.has(v)||Ot("Cannot "+_);var d=(v,x,_)=>(qe(v,x,"read from private field"),_?_.call(v):x.get(v)),$=(v,x,_)=>x.has(v)?Ot("Cannot add the same private member more than once"):x instanceof WeakSet?x.add(v):x.set(v,_),ce=(v,x,_,K)=>(qe(v,x,"write to private field"),K?K.call(v,_):x.set(v,_),_),h=(v,x,_)=>(qe(v,x,"access private method"),_);(function(){"use strict";var C,de,Ve,T,j,se,m,Se,Ee,Pt,Rt,Nt,Ut,jt,ge,be,Lt,Ce,Be,Ht,It,Dt,re,ae,L,We,qt,B,W,u,S,F,G,H,oe,Fe,ze,Me,ve,ye,Ge,le,ke,Vt,Bt,we,Wt,Ft,Gt,Kt,Jt,xe,Zt;const v=globalThis,x=v.ShadowRoot&&(v.ShadyCSS===void 0||v.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,_=Symbol(),K=new WeakMap;let Ke=class{constructor(t,e,i){if(this._$cssResult$=!0,i!==_)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o;const e=this.t;if(x&&t===void 0){const i=e!==void 0&&e.length===1;i&&(t=K.get(e)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),i&&K.set(e,t))}return t}toString(){return this.cssText}};const Yt=n=>new Ke(typeof n=="string"?n:n+"",void 0,_),E=(n,...t)=>{const e=n.length===1?n[0]:t.reduce((i,s,a)=>i+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[a+1],n[0]);return new Ke(e,n,_)},Qt=(n,t)=>{if(x)n.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(const e of t){const i=document.createElement("style"),s=v.litNonce;s!==void 0&&i.setAttribute("nonce",s),i.textContent=e.cssText,n.appendChild(i)}},Je=x?n=>n:n=>n instanceof CSSStyleSheet?(t=>{let e="";for(const i of t.cssRules)e+=i.cssText;return Yt(e)})(n):n;const{is:Xt,defineProperty:ei,getOwnPropertyDescriptor:ti,getOwnPropertyNames:ii,getOwnPropertySymbols:ni,getPrototypeOf:si}=Object,he=globalThis,Ze=he.trustedTypes,ri=Ze?Ze.emptyScript:"",ai=he.reactiveElementPolyfillSupport,J=(n,t)=>n,Te={toAttribute(n,t){switch(t){case Boolean:n=n?ri:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,t){let e=n;switch(t){case Boolean:e=n!==null;break;case Number:e=n===null?null:Number(n);break;case Object:case Array:try{e=JSON.parse(n)}catch{e=null}}return e}},Ye=(n,t)=>!Xt(n,t),Qe={attribute:!0,type:String,converter:Te,reflect:!1,useDefault:!1,hasChanged:Ye};Symbol.metadata??=Symbol("metadata"),he.litPropertyMetadata??=new WeakMap;let I=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,e=Qe){if(e.state&&(e.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((e=Object.create(e)).wrapped=!0),this.elementProperties.set(t,e),!e.noAccessor){const i=Symbol(),s=this.getPropertyDescriptor(t,i,e);s!==void 0&&ei(this.prototype,t,s)}}static getPropertyDescriptor(t,e,i){const{get:s,set:a}=ti(this.prototype,t)??{get(){return this[e]},set(r){this[e]=r}};return{get:s,set(r){const l=s?.call(this);a?.call(this,r),this.requestUpdate(t,l,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??Qe}static _$Ei(){if(this.hasOwnProperty(J("elementProperties")))return;const t=si(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(J("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(J("properties"))){const e=this.properties,i=[...ii(e),...ni(e)];for(const s of i)this.createProperty(s,e[s])}const t=this[Symbol.metadata];if(t!==null){const e=litPropertyMetadata.get(t);if(e!==void 0)for(const[i,s]of e)this.elementProperties.set(i,s)}this._$Eh=new Map;for(const[e,i]of this.elementProperties){const s=this._$Eu(e,i);s!==void 0&&this._$Eh.set(s,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){const e=[];if(Array.isArray(t)){const i=new Set(t.flat(1/0).reverse());for(const s of i)e.unshift(Je(s))}else t!==void 0&&e.push(Je(t));return e}static _$Eu(t,e){const i=e.attribute;return i===!1?void 0:typeof i=="string"?i:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){const t=new Map,e=this.constructor.elementProperties;for(const i of e.keys())this.hasOwnProperty(i)&&(t.set(i,this[i]),delete this[i]);t.size>0&&(this._$Ep=t)}createRenderRoot(){const t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Qt(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,e,i){this._$AK(t,i)}_$ET(t,e){const i=this.constructor.elementProperties.get(t),s=this.constructor._$Eu(t,i);if(s!==void 0&&i.reflect===!0){const a=(i.converter?.toAttribute!==void 0?i.converter:Te).toAttribute(e,i.type);this._$Em=t,a==null?this.removeAttribute(s):this.setAttribute(s,a),this._$Em=null}}_$AK(t,e){const i=this.constructor,s=i._$Eh.get(t);if(s!==void 0&&this._$Em!==s){const a=i.getPropertyOptions(s),r=typeof a.converter=="function"?{fromAttribute:a.converter}:a.converter?.fromAttribute!==void 0?a.converter:Te;this._$Em=s;const l=r.fromAttribute(e,a.type);this[s]=l??this._$Ej?.get(s)??l,this._$Em=null}}requestUpdate(t,e,i,s=!1,a){if(t!==void 0){const r=this.constructor;if(s===!1&&(a=this[t]),i??=r.getPropertyOptions(t),!((i.hasChanged??Ye)(a,e)||i.useDefault&&i.reflect&&a===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))))return;this.C(t,e,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,e,{useDefault:i,reflect:s,wrapped:a},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??e??this[t]),a!==!0||r!==void 0)||(this._$AL.has(t)||(this.hasUpdated||i||(e=void 0),this._$AL.set(t,e)),s===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}const t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[s,a]of this._$Ep)this[s]=a;this._$Ep=void 0}const i=this.constructor.elementProperties;if(i.size>0)for(const[s,a]of i){const{wrapped:r}=a,l=this[s];r!==!0||this._$AL.has(s)||l===void 0||this.C(s,void 0,a,l)}}let t=!1;const e=this._$AL;try{t=this.shouldUpdate(e),t?(this.willUpdate(e),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(e)):this._$EM()}catch(i){throw t=!1,this._$EM(),i}t&&this._$AE(e)}willUpdate(t){}_$AE(t){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(t){}firstUpdated(t){}};I.elementStyles=[],I.shadowRootOptions={mode:"open"},I[J("elementProperties")]=new Map,I[J("finalized")]=new Map,ai?.({ReactiveElement:I}),(he.reactiveElementVersions??=[]).push("2.1.2");const Oe=globalThis,Xe=n=>n,ue=Oe.trustedTypes,et=ue?ue.createPolicy("lit-html",{createHTML:n=>n}):void 0,tt="$lit$",M=`lit$${Math.random().toFixed(9).slice(2)}$`,it="?"+M,oi=`<${it}>`,P=document,Z=()=>P.createComment(""),Y=n=>n===null||typeof n!="object"&&typeof n!="function",Pe=Array.isArray,li=n=>Pe(n)||typeof n?.[Symbol.iterator]=="function",Re=`[ 	
\f\r]`,Q=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,nt=/-->/g,st=/>/g,R=RegExp(`>|${Re}(?:([^\\s"'>=/]+)(${Re}*=${Re}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),rt=/'/g,at=/"/g,ot=/^(?:script|style|textarea|title)$/i,lt=n=>(t,...e)=>({_$litType$:n,strings:t,values:e}),o=lt(1),k=lt(2),D=Symbol.for("lit-noChange"),c=Symbol.for("lit-nothing"),ct=new WeakMap,N=P.createTreeWalker(P,129);function dt(n,t){if(!Pe(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return et!==void 0?et.createHTML(t):t}const ci=(n,t)=>{const e=n.length-1,i=[];let s,a=t===2?"<svg>":t===3?"<math>":"",r=Q;for(let l=0;l<e;l++){const p=n[l];let f,b,g=-1,z=0;for(;z<p.length&&(r.lastIndex=z,b=r.exec(p),b!==null);)z=r.lastIndex,r===Q?b[1]==="!--"?r=nt:b[1]!==void 0?r=st:b[2]!==void 0?(ot.test(b[2])&&(s=RegExp("</"+b[2],"g")),r=R):b[3]!==void 0&&(r=R):r===R?b[0]===">"?(r=s??Q,g=-1):b[1]===void 0?g=-2:(g=r.lastIndex-b[2].length,f=b[1],r=b[3]===void 0?R:b[3]==='"'?at:rt):r===at||r===rt?r=R:r===nt||r===st?r=Q:(r=R,s=void 0);const O=r===R&&n[l+1].startsWith("/>")?" ":"";a+=r===Q?p+oi:g>=0?(i.push(f),p.slice(0,g)+tt+p.slice(g)+M+O):p+M+(g===-2?l:O)}return[dt(n,a+(n[e]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),i]};class X{constructor({strings:t,_$litType$:e},i){let s;this.parts=[];let a=0,r=0;const l=t.length-1,p=this.parts,[f,b]=ci(t,e);if(this.el=X.createElement(f,i),N.currentNode=this.el.content,e===2||e===3){const g=this.el.content.firstChild;g.replaceWith(...g.childNodes)}for(;(s=N.nextNode())!==null&&p.length<l;){if(s.nodeType===1){if(s.hasAttributes())for(const g of s.getAttributeNames())if(g.endsWith(tt)){const z=b[r++],O=s.getAttribute(g).split(M),Ae=/([.?@])?(.*)/.exec(z);p.push({type:1,index:a,name:Ae[2],strings:O,ctor:Ae[1]==="."?hi:Ae[1]==="?"?ui:Ae[1]==="@"?pi:pe}),s.removeAttribute(g)}else g.startsWith(M)&&(p.push({type:6,index:a}),s.removeAttribute(g));if(ot.test(s.tagName)){const g=s.textContent.split(M),z=g.length-1;if(z>0){s.textContent=ue?ue.emptyScript:"";for(let O=0;O<z;O++)s.append(g[O],Z()),N.nextNode(),p.push({type:2,index:++a});s.append(g[z],Z())}}}else if(s.nodeType===8)if(s.data===it)p.push({type:2,index:a});else{let g=-1;for(;(g=s.data.indexOf(M,g+1))!==-1;)p.push({type:7,index:a}),g+=M.length-1}a++}}static createElement(t,e){const i=P.createElement("template");return i.innerHTML=t,i}}function q(n,t,e=n,i){if(t===D)return t;let s=i!==void 0?e._$Co?.[i]:e._$Cl;const a=Y(t)?void 0:t._$litDirective$;return s?.constructor!==a&&(s?._$AO?.(!1),a===void 0?s=void 0:(s=new a(n),s._$AT(n,e,i)),i!==void 0?(e._$Co??=[])[i]=s:e._$Cl=s),s!==void 0&&(t=q(n,s._$AS(n,t.values),s,i)),t}class di{constructor(t,e){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=e}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){const{el:{content:e},parts:i}=this._$AD,s=(t?.creationScope??P).importNode(e,!0);N.currentNode=s;let a=N.nextNode(),r=0,l=0,p=i[0];for(;p!==void 0;){if(r===p.index){let f;p.type===2?f=new ee(a,a.nextSibling,this,t):p.type===1?f=new p.ctor(a,p.name,p.strings,this,t):p.type===6&&(f=new mi(a,this,t)),this._$AV.push(f),p=i[++l]}r!==p?.index&&(a=N.nextNode(),r++)}return N.currentNode=P,s}p(t){let e=0;for(const i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(t,i,e),e+=i.strings.length-2):i._$AI(t[e])),e++}}class ee{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,e,i,s){this.type=2,this._$AH=c,this._$AN=void 0,this._$AA=t,this._$AB=e,this._$AM=i,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode;const e=this._$AM;return e!==void 0&&t?.nodeType===11&&(t=e.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,e=this){t=q(this,t,e),Y(t)?t===c||t==null||t===""?(this._$AH!==c&&this._$AR(),this._$AH=c):t!==this._$AH&&t!==D&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):li(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==c&&Y(this._$AH)?this._$AA.nextSibling.data=t:this.T(P.createTextNode(t)),this._$AH=t}$(t){const{values:e,_$litType$:i}=t,s=typeof i=="number"?this._$AC(t):(i.el===void 0&&(i.el=X.createElement(dt(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===s)this._$AH.p(e);else{const a=new di(s,this),r=a.u(this.options);a.p(e),this.T(r),this._$AH=a}}_$AC(t){let e=ct.get(t.strings);return e===void 0&&ct.set(t.strings,e=new X(t)),e}k(t){Pe(this._$AH)||(this._$AH=[],this._$AR());const e=this._$AH;let i,s=0;for(const a of t)s===e.length?e.push(i=new ee(this.O(Z()),this.O(Z()),this,this.options)):i=e[s],i._$AI(a),s++;s<e.length&&(this._$AR(i&&i._$AB.nextSibling,s),e.length=s)}_$AR(t=this._$AA.nextSibling,e){for(this._$AP?.(!1,!0,e);t!==this._$AB;){const i=Xe(t).nextSibling;Xe(t).remove(),t=i}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}}class pe{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,e,i,s,a){this.type=1,this._$AH=c,this._$AN=void 0,this.element=t,this.name=e,this._$AM=s,this.options=a,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=c}_$AI(t,e=this,i,s){const a=this.strings;let r=!1;if(a===void 0)t=q(this,t,e,0),r=!Y(t)||t!==this._$AH&&t!==D,r&&(this._$AH=t);else{const l=t;let p,f;for(t=a[0],p=0;p<a.length-1;p++)f=q(this,l[i+p],e,p),f===D&&(f=this._$AH[p]),r||=!Y(f)||f!==this._$AH[p],f===c?t=c:t!==c&&(t+=(f??"")+a[p+1]),this._$AH[p]=f}r&&!s&&this.j(t)}j(t){t===c?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}}class hi extends pe{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===c?void 0:t}}class ui extends pe{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==c)}}class pi extends pe{constructor(t,e,i,s,a){super(t,e,i,s,a),this.type=5}_$AI(t,e=this){if((t=q(this,t,e,0)??c)===D)return;const i=this._$AH,s=t===c&&i!==c||t.capture!==i.capture||t.once!==i.once||t.passive!==i.passive,a=t!==c&&(i===c||s);s&&this.element.removeEventListener(this.name,this,i),a&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}}class mi{constructor(t,e,i){this.element=t,this.type=6,this._$AN=void 0,this._$AM=e,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(t){q(this,t)}}const fi=Oe.litHtmlPolyfillSupport;fi?.(X,ee),(Oe.litHtmlVersions??=[]).push("3.3.3");const gi=(n,t,e)=>{const i=e?.renderBefore??t;let s=i._$litPart$;if(s===void 0){const a=e?.renderBefore??null;i._$litPart$=s=new ee(t.insertBefore(Z(),a),a,void 0,e??{})}return s._$AI(n),s};const Ne=globalThis;class V extends I{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){const e=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=gi(e,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return D}}V._$litElement$=!0,V.finalized=!0,Ne.litElementHydrateSupport?.({LitElement:V});const bi=Ne.litElementPolyfillSupport;bi?.({LitElement:V}),(Ne.litElementVersions??=[]).push("4.2.2");const w=n=>o`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${n}</svg>`,y={phone:w(k`<path d="M6.5 3h3l1.5 5-2 1.5a12 12 0 0 0 5.5 5.500l1.5-2 5 1.500v3a2.5 2.5 0 0 1-2.7 2.500A17 17 0 0 1 4 5.7 2.5 2.5 0 0 1 6.5 3z"/>`),alert:w(k`<path d="M12 3 1.8 20.500h20.400z"/><path d="M12 9.500v5"/><path d="M12 17.600v.1"/>`),hospital:w(k`<rect x="3" y="3" width="18" height="18" rx="3"/><path d="M12 7.500v9M7.5 12h9"/>`),nurse:w(k`<circle cx="12" cy="8" r="4"/><path d="M4 21c.5-4.5 3.8-7 8-7s7.5 2.5 8 7"/>`),calendar:w(k`<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 3v4M16 3v4"/>`),home:w(k`<path d="m3 11 9-8 9 8"/><path d="M5.5 9.500V21h13V9.5"/><path d="M10 21v-6h4v6"/>`),send:w(k`<path d="M12 20V4M5 11l7-7 7 7"/>`),settings:w(k`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.5"/><circle cx="8" cy="17" r="2.5"/>`),close:w(k`<path d="M5 5l14 14M19 5 5 19"/>`),check:w(k`<path d="m4 12.5 5.5 5.500L20 6.5"/>`),clock:w(k`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.500l3.5 2"/>`),offline:w(k`<path d="M3 3l18 18M8.5 15.500a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.400M19 12a10 10 0 0 0-5-2.700M2 8.500a15 15 0 0 1 4.5-2.700M22 8.500A15 15 0 0 0 11 5"/><path d="M12 19v.1"/>`),better:w(k`<path d="M12 20V5M5 11l7-7 7 7"/>`),same:w(k`<path d="M4 9h16M4 15h16"/>`),worse:w(k`<path d="M12 4v15M5 13l7 7 7-7"/>`),print:w(k`<path d="M7 9V3h10v6M7 17H3V9h18v8h-4"/><path d="M7 14h10v7H7z"/>`),save:w(k`<path d="M12 3v12M6 10l6 6 6-6M4 20.500h16"/>`),restart:w(k`<path d="M4 4v6h6"/><path d="M4.5 10A8 8 0 1 1 4 14"/>`),erase:w(k`<path d="M4 7h16M9 7V3.500h6V7M6 7l1 14h10l1-14M10 11v6M14 11v6"/>`),chat:w(k`<path d="M4 4h16v12H11l-5 5v-5H4z"/>`),down:w(k`<path d="M12 4v16M5 13l7 7 7-7"/>`)},$i=E`
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
`,vi=E`
  :host {
    ${$i}
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
`;function yi(n){return n.split(/[,;]\s*/).map(t=>{const[,e="",i=""]=/^\s*([+\d][\d\s-]*?)?\s*(?:\((.*)\))?\s*$/.exec(t)??[];return e===""?{number:"",where:t.trim()}:{number:e,where:i}})}function ki(n){const[,t,e]=/^(\d{2}):(\d{2})/.exec(n)??[];return t===void 0?"":String(Number(t)*60+Number(e))}const mt="(general safety advice)";function A(n){const[t="",...e]=n.split(mt);return o`<span lang="en">${t}${e.map(i=>o`<mark class="gs">${mt.slice(1,-1)}</mark>${i}`)}</span>`}function wi(n){const t=new Map;for(const{title:e,passage:i,line:s}of n){const a=i.slice(0,3),r=t.get(a)??{title:e,id:a,lines:[]};r.lines.includes(s)||r.lines.push(s),t.set(a,r)}return[...t.values()].map(e=>({...e,lines:e.lines.sort((i,s)=>i-s)}))}function fe(n,t,e){if(n.length===0)return t?o`<p class="source">${e.generalLong}</p>`:c;const i=wi(n);return o`<p class="source">
    <span class="visually-hidden">${e.source}: </span>${i.map(({title:s,id:a,lines:r},l)=>o`${l>0?o`<span class="dot"> · </span>`:c}<span class="number">${a}</span> <cite lang="en">${s}</cite>, ${e.lines(r)}`)}
  </p>`}function ft(n,t,e){const i=n.map(s=>s.passage).join(", ");return o`<p class="source passages">${i}${t?o`${i?" · ":c}<mark class="gs">${e.general}</mark>`:c}</p>`}const gt=(n,t)=>o`<button type="button" class="print-button" @click=${t}>${y.print}<span>${n}</span></button>`;class te extends Error{}class bt extends Error{constructor(t,e){super(t),this.problems=e}}const xi=1e4;class _i{constructor(t=(...e)=>fetch(...e)){$(this,C);this.fetch_=t}async reference(){const[t,e,i]=await Promise.all([h(this,C,de).call(this,"/reference/cards"),h(this,C,de).call(this,"/reference/levels"),h(this,C,de).call(this,"/reference/calculations")]);return{...t,levels:e.levels,risks:e.risks,calculations:i.calculations}}search(t,e){return h(this,C,de).call(this,`/reference/search?q=${encodeURIComponent(t)}`,e)}async calculate(t,e,i){const s=await h(this,C,Ve).call(this,`/reference/calculations/${encodeURIComponent(t)}`,i,{method:"POST",body:JSON.stringify(e)});if(s.ok)return await s.json();if(s.status!==400)throw new te(`answer ${s.status}`);const{text:a,problems:r}=await s.json();throw new bt(a,r)}}C=new WeakSet,de=async function(t,e){const i=await h(this,C,Ve).call(this,t,e);if(!i.ok)throw new te(`answer ${i.status}`);return await i.json()},Ve=async function(t,e,i={}){const s=new AbortController,a=setTimeout(()=>s.abort(),xi),r=()=>s.abort();e?.addEventListener("abort",r);try{return await this.fetch_(t,{...i,credentials:"omit",signal:s.signal})}catch(l){throw e?.aborted?l:new te(String(l))}finally{clearTimeout(a),e?.removeEventListener("abort",r)}};const Ai=E`
  :host { display: block; }
  form { display: grid; gap: 1.1rem; }
  .field > label { display: block; margin-block-end: 0.3rem; font-weight: 600; }
  .in { color: var(--muted); font-weight: 400; }
  .entry { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .entry > input { inline-size: 9.5rem; min-block-size: 3rem; padding: 0.3em 0.8em; border: max(2px, var(--border)) solid var(--line); border-radius: var(--radius); background: var(--raised); font-size: 1.15em; font-variant-numeric: tabular-nums; }
  .entry > input[type="time"] { inline-size: 12rem; }
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
`,$t=E`
  h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
  ul, ol { padding: 0; list-style: none; }
  h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
  a { color: var(--accent); text-underline-offset: 0.2em; }
  .hint, .source, .accepted { color: var(--muted); font-size: 0.875em; }
  .hint { display: flex; align-items: baseline; gap: 0.4em; }
  .hint svg.icon, .warning svg.icon, .problem svg.icon { align-self: start; margin-block-start: 0.15em; }
  .source { margin-block-start: 0.25em; line-height: 1.4; }
  .source cite { font-style: normal; }
  .source .number { font-variant-numeric: tabular-nums; }
  .gs {
    padding: 0.05em 0.4em; border: var(--border) solid var(--line); border-radius: 0.4em;
    background: var(--notice); color: var(--on-notice); font-size: 0.85em; display: inline-block; max-inline-size: 100%; line-height: 1.25;
  }
  .problem { display: flex; gap: 0.4em; color: var(--on-emergency-soft); font-weight: 500; }
  details { margin-block: 0.5em; }
  summary { display: flex; align-items: center; min-block-size: var(--target); color: var(--accent); cursor: pointer; font-weight: 600; }
  summary::before { content: "+"; inline-size: 1.2em; font-size: 1.3em; line-height: 1; }
  details[open] > summary::before { content: "−"; }
  .visually-hidden { position: absolute; }
`,Si=E`
  :host { display: block; min-block-size: 100dvh; background: var(--paper); }
  .skip { position: absolute; inset-inline-start: 0.5rem; inset-block-start: -10rem; z-index: 2; padding: 0.75rem 1rem; background: var(--raised); }
  .skip:focus { inset-block-start: 0.5rem; }

  /* ---- top ---- */
  .top { border-block-end: 1px solid var(--hairline); background: var(--surface); }
  .top > * { max-inline-size: 80rem; margin-inline: auto; padding-inline: clamp(0.75rem, 3vw, 2rem); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem; padding-block: 0.6rem; }
  .name { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.75rem; flex: 1 1 9rem; min-inline-size: 0; overflow-wrap: anywhere; }
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
  @media (max-width: 30rem) {
    .bar { padding-block: 0.3rem; }
    h1 { font-size: 1.05em; }
    .name p { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .disclaimer { padding-block: 0.3rem; font-size: 0.8em; line-height: 1.35; }
  }
  .offline, .english, .lost { display: flex; gap: 0.6em; align-items: center; padding: 0.6rem clamp(0.75rem, 3vw, 2rem); background: var(--notice); color: var(--on-notice); border-block-end: var(--border) solid var(--hairline); }
  .english { background: var(--today); color: var(--on-today); }
  .lost { margin-block-end: 1rem; border-radius: var(--radius); padding-inline: 1rem; }

  /* ---- columns ---- */
  .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; max-inline-size: 80rem; margin-inline: auto; padding: 1rem clamp(0.75rem, 3vw, 2rem) 3rem; }
  main { min-inline-size: 0; }
  main:focus-visible { outline-offset: 6px; }
  :host > main { padding: 2rem clamp(0.75rem, 3vw, 2rem); }
  .loading { color: var(--muted); }
  .failure { margin-block-end: 1rem; padding: 1rem; border: 2px solid var(--emergency); border-radius: var(--radius); background: var(--emergency-soft); color: var(--on-emergency-soft); font-weight: 600; }
  .failure p { display: flex; gap: 0.6em; }
  .aside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-content: start; min-inline-size: 0; }
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
  .search { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.35rem; }
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
  .index a { overflow-wrap: anywhere; display: flex; align-items: center; gap: 0.6em; min-block-size: 3rem; padding: 0.45em 0.9em; color: var(--ink); font-weight: 500; line-height: 1.3; text-decoration: none; }
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
  .entries { display: grid; gap: 0.8rem; }
  section:not(.first) > .entries > li { padding-inline-start: 1rem; border-inline-start: 3px solid var(--hairline); }
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
  .jump { clear: both; display: flex; flex-wrap: wrap; gap: 0.4rem; margin-block-start: 0.75rem; }
  .jump button { padding: 0.25em 0.9em; font-size: 0.9em; border-color: var(--level, var(--line)); }
  .level h3:focus-visible { outline-color: currentColor; }
  /* narrow: one cell below the other; the roles in the markup keep it a table for screen readers */
  @media (max-width: 40rem) {
    .level thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .level table, .level tbody, .level tr, .level td { display: block; inline-size: auto; }
    .level tr { padding: 0.55rem 1rem; border-block-start: var(--border) solid var(--hairline); }
    .level td { padding: 0; border: 0; }
    .level td + td:not(:has([aria-hidden])) { margin-block-start: 0.15em; }
    .level td + td::before { content: attr(data-label) ": "; color: var(--muted); }
    .level td + td:has([aria-hidden]) { display: none; }
  }

  /* ---- documents ---- */
  .documents { clear: both; margin-block-start: 2.5rem; padding-block-start: 1rem; border-block-start: 1px solid var(--hairline); color: var(--muted); font-size: 0.875em; max-inline-size: 56rem; }
  .documents h2 { font-size: 1.05em; color: var(--ink); }
  .documents dl { margin-block: 0.5rem; display: grid; gap: 0.35rem; }
  .documents dl > div { display: grid; grid-template-columns: 2.5em 1fr; }
  .documents dt { font-weight: 600; font-variant-numeric: tabular-nums; }
  .documents p { margin-block-start: 0.35rem; }
  .version { overflow-wrap: anywhere; }
  .everything, .print-only { display: none; }
`,Ei=250,ie="start_clock_minutes",$e=class $e extends V{constructor(){super();$(this,m);$(this,T);$(this,j);$(this,se,()=>h(this,m,Ce).call(this));$(this,ge,e=>{e.preventDefault(),this.left=new Set(this.calculation.fields.map(i=>i.id)),h(this,m,Be).call(this)});$(this,be,()=>{h(this,m,Se).call(this,"reset"),this.updateComplete.then(()=>this.renderRoot.querySelector(".field input")?.focus())});h(this,m,Se).call(this,"empty")}connectedCallback(){super.connectedCallback(),window.addEventListener("online",d(this,se))}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("online",d(this,se)),clearTimeout(d(this,T)),d(this,j)?.abort()}willUpdate(e){e.get("calculation")!==void 0&&h(this,m,Se).call(this,"empty")}render(){const{strings:e,calculation:i}=this;return o`<form novalidate autocomplete="off" @submit=${d(this,ge)}>
        ${i.fields.map(s=>h(this,m,Pt).call(this,s))}
        <div class="actions">
          <button type="button" @click=${d(this,be)}>${y.restart}<span>${e.reset}</span></button>
        </div>
      </form>
      <section class="result" aria-labelledby="result-title">
        <h3 id="result-title">${e.result}</h3>
        <div role="status">${h(this,m,Ht).call(this)}</div>
        ${h(this,m,Dt).call(this)}
      </section>
      <div class="notes">
        <p lang="en" class="note">${A(i.note)}</p>
        <details>
          <summary>${e.formula}</summary>
          <p lang="en">${i.formula}</p>
          ${fe(i.sources,!1,e)}
        </details>
        <p class="hint">${e.checkValues}</p>
      </div>`}};T=new WeakMap,j=new WeakMap,se=new WeakMap,m=new WeakSet,Se=function(e){clearTimeout(d(this,T)),d(this,j)?.abort(),this.typed={},this.units={},this.left=new Set,this.outcome=null,this.problems=[],this.refusal="",this.state=e},Ee=function(e){return e.kinds.find(i=>i.id===this.units[e.id])??e.kinds[0]},Pt=function(e){const i=h(this,m,Ee).call(this,e);if(i===void 0)return c;const s=this.left.has(e.id)?this.problems.find(l=>l.field===i.id):void 0,a=i.id===ie,r=e.kinds.length===1;return o`<div class="field" ?data-wrong=${s!==void 0}>
      <label for=${e.id} lang="en">${e.name}${r?o` <span class="in">(${i.unit})</span>`:c}</label>
      <div class="entry">
        <input
          id=${e.id}
          type=${a?"time":"text"}
          inputmode=${a?c:"decimal"}
          maxlength=${a?c:12}
          .value=${this.typed[e.id]??""}
          aria-describedby=${`${e.id}-accepted ${s?`${e.id}-problem`:""}`}
          aria-invalid=${s?"true":c}
          @input=${l=>h(this,m,Nt).call(this,e,l.target.value)}
          @blur=${()=>h(this,m,Ut).call(this,e)}
        />
        ${r?c:h(this,m,Rt).call(this,e,i)}
      </div>
      <p class="accepted" id=${`${e.id}-accepted`}>${this.strings.accepted(i.accepted)}</p>
      ${s===void 0?c:o`<p class="problem" id=${`${e.id}-problem`}>${y.alert}<span>${A(s.text)}</span></p>`}
    </div>`},Rt=function(e,i){return o`<fieldset class="units">
      <legend class="visually-hidden">${this.strings.unit}: <span lang="en">${e.name}</span></legend>
      ${e.kinds.map(s=>o`<label>
          <input type="radio" name=${`${e.id}-unit`} .checked=${s.id===i.id} @change=${()=>h(this,m,jt).call(this,e,s)} />
          <span lang="en">${s.id===ie?"h:min":s.unit}</span>
        </label>`)}
    </fieldset>`},Nt=function(e,i){this.typed={...this.typed,[e.id]:i},h(this,m,Ce).call(this)},Ut=function(e){(this.typed[e.id]??"").trim()!==""&&(this.left=new Set(this.left).add(e.id))},jt=function(e,i){(i.id===ie||h(this,m,Ee).call(this,e)?.id===ie)&&(this.typed={...this.typed,[e.id]:""}),this.units={...this.units,[e.id]:i.id},h(this,m,Ce).call(this)},ge=new WeakMap,be=new WeakMap,Lt=function(){const e={};for(const i of this.calculation.fields){const s=h(this,m,Ee).call(this,i),a=(this.typed[i.id]??"").trim();s!==void 0&&a!==""&&(e[s.id]=s.id===ie?ki(a):a)}return e},Ce=function(){clearTimeout(d(this,T)),ce(this,T,setTimeout(()=>{h(this,m,Be).call(this)},Ei))},Be=async function(){clearTimeout(d(this,T)),d(this,j)?.abort();const e=ce(this,j,new AbortController),i=h(this,m,Lt).call(this);if(Object.keys(i).length===0){[this.outcome,this.problems,this.refusal,this.state]=[null,[],"","empty"];return}this.outcome===null&&(this.state="working");try{const s=await this.server.calculate(this.calculation.id,i,e.signal);[this.outcome,this.problems,this.refusal,this.state]=[s,[],"","done"]}catch(s){if(e.signal.aborted)return;if(this.outcome=null,s instanceof bt){const a=s.problems.filter(r=>r.field==="");[this.problems,this.refusal,this.state]=[s.problems,a.map(r=>r.text).join(" "),"done"]}else if(s instanceof te)[this.problems,this.refusal,this.state]=[[],"","waiting"];else throw s}},Ht=function(){const{strings:e,outcome:i}=this;if(this.state==="waiting")return o`<p class="hint">${y.offline}${e.waiting}</p>`;if(this.state==="reset")return o`<p class="hint">${e.wasReset}</p>`;if(this.refusal!=="")return o`<p class="problem">${y.alert}<span>${A(this.refusal)}</span></p>`;const s=this.problems.filter(r=>h(this,m,It).call(this,r));if(s.length>0)return o`<p class="visually-hidden">${s.map(r=>A(r.text))}</p><p class="hint">${e.noResult}</p>`;if(i===null)return o`<p class="hint">${this.state==="working"?e.working:e.noResult}</p>`;const a=new Map(this.calculation.fields.map(r=>[r.id,r.name]));return o`<dl class="results" lang="en">
        ${i.results.map(r=>o`<div><dt>${r.label}</dt><dd>${r.words}</dd></div>`)}
      </dl>
      ${i.warnings.slice(0,-1).map(r=>o`<p class="warning">${y.alert}${A(r)}</p>`)}
      ${i.missing.map(({field:r})=>o`<p class="hint missing">${e.fillIn(a.get(r)??r)}</p>`)}`},It=function(e){const i=this.calculation.fields.find(s=>s.kinds.some(a=>a.id===e.field));return i!==void 0&&this.left.has(i.id)},Dt=function(){return this.outcome===null||this.outcome.steps.length===0?c:o`<h4>${this.strings.steps}</h4>
      <ol class="steps" lang="en">${this.outcome.steps.map(e=>o`<li>${e}</li>`)}</ol>`},$e.styles=[pt,$t,Ai],$e.properties={calculation:{attribute:!1},server:{attribute:!1},strings:{attribute:!1},typed:{state:!0},units:{state:!0},left:{state:!0},outcome:{state:!0},problems:{state:!0},refusal:{state:!0},state:{state:!0}};let Ue=$e;const Ci=new Set(["ar","arc","ckb","dv","fa","he","ks","ps","sd","ug","ur","yi"]);function je(n,t){for(const e of t){const i=e?.trim().toLowerCase().split("-")[0],s=i!==void 0&&Object.hasOwn(n,i)?n[i]:void 0;if(i!==void 0&&s!==void 0)return{language:i,direction:zi(i),strings:s}}return{language:"en",direction:"ltr",strings:n.en}}function zi(n){return Ci.has(n)?"rtl":"ltr"}const vt={theme:"system",highContrast:!1,textSize:"normal"},yt="ivig-reading";function Mi(n=()=>localStorage){try{const t=JSON.parse(n().getItem(yt)??"{}");if(typeof t!="object"||t===null)return vt;const{theme:e,highContrast:i,textSize:s}=t;return{theme:e==="light"||e==="dark"?e:"system",highContrast:i===!0,textSize:s==="large"||s==="largest"?s:"normal"}}catch{return vt}}function Ti(n,t=()=>localStorage){try{t().setItem(yt,JSON.stringify(n))}catch{return}}function Oi(n,{theme:t,highContrast:e,textSize:i}){Le(n,"data-theme",t==="system"?null:t),Le(n,"data-contrast",e?"more":null),Le(n,"data-text",i==="normal"?null:i)}function Le(n,t,e){e===null?n.removeAttribute(t):n.setAttribute(t,e)}const ne="calc-";function kt(n,t){const e=Pi(n.replace(/^#/,""));if(e==="")return{kind:"start"};if(e==="levels")return{kind:"levels"};if(t.cards.some(s=>s.id===e))return{kind:"card",id:e};const i=e.startsWith(ne)?e.slice(ne.length):"";return t.calculations.some(s=>s.id===i)?{kind:"calculation",id:i}:{kind:"unknown",id:e}}function Pi(n){try{return decodeURIComponent(n)}catch{return n}}function wt(n,t){return n.sides===void 0?o`<li>${A(n.text)}${fe(n.sources,n.general,t)}</li>`:o`<li class="differ">
    <ul>
      ${n.sides.map(e=>o`<li>
          ${A(`${e.says.charAt(0).toUpperCase()}${e.says.slice(1)}`)}
          <span class="about">${t.about}: <span lang="en">${e.about}</span></span>
          ${fe(e.sources,!1,t)}
        </li>`)}
    </ul>
    <p class="conclusion"><strong>${t.conclusion}:</strong> ${A(n.conclusion??"")}</p>
  </li>`}function xt(n,t,e){const i=t.calculations.filter(a=>n.calculations.includes(a.id)),s=`card-${n.id}`;return o`<article class="card" aria-labelledby=${s}>
    <h2 id=${s} tabindex="-1" lang="en">${A(n.title)}</h2>
    <section class="first" aria-label=${e.first}>
      <h3>${e.first}</h3>
      <ul class="entries">${n.first.map(a=>wt(a,e))}</ul>
    </section>
    ${n.sections.map(a=>o`<section>
        <h3>${A(a.title)}</h3>
        <ul class="entries">${a.lines.map(r=>wt(r,e))}</ul>
      </section>`)}
    ${i.length===0?c:o`<nav class="related no-print" aria-label=${e.relatedCalculators}>
          <h3>${e.relatedCalculators}</h3>
          <p>${i.map(a=>o`<a class="button" lang="en" href=${`#${ne}${a.id}`}>${a.title}</a>`)}</p>
        </nav>`}
  </article>`}const Ri=/\p{M}+/gu,Ni=/[\p{L}\p{N}%]+/gu,Ui=8;function U(n){return n.normalize("NFD").replace(Ri,"").toLowerCase().match(Ni)??[]}function He(n,t){let e=0;for(const i of n){const s=Math.max(0,...t.map(([a,r])=>r.some(l=>l.startsWith(i))?a:0));if(s===0)return 0;e+=s}return e}const ji=n=>[...n.first,...n.sections.flatMap(t=>t.lines)];function Li(n){const t=n.first[0];return{kind:"card",id:n.id,title:n.title,text:t?.text??"",general:t?.general??!1,sources:t?.sources??[],cards:[n.id]}}function Hi(n,t){const e=U(n);if(e.length===0)return[];const i=[];for(const s of t.cards){const a=ji(s).map(l=>l.text).join(" "),r=He(e,[[4,U(s.title)],[3,U(s.asks.join(" "))],[1,U(a)]]);r>0&&i.push([r,Li(s)])}for(const s of t.calculations){const a=He(e,[[4,U(s.title)],[2,U(`calculator ${s.fields.map(g=>g.name).join(" ")}`)]]),{id:r,title:l,formula:p,sources:f,card:b}=s;a>0&&i.push([a,{kind:"calculation",id:r,title:l,text:p,general:!1,sources:f,cards:[b]}])}for(const s of t.levels)for(const a of s.rules){const r=He(e,[[2,U(`${a.text} ${a.suspected.join(" ")}`)]]),{id:l,text:p,general:f,sources:b}=a;r>0&&i.push([r,{kind:"rule",id:l,title:s.title,text:p,general:f,sources:b,cards:[]}])}return i.sort(([s],[a])=>a-s).slice(0,Ui).map(([,s])=>s)}function Ii(n,t,e){const i=Hi(n,t);if(e===null||e.query!==n)return{query:n,held:i.length>0,text:"",results:i};const s=new Set(e.results.map(r=>`${r.kind} ${r.id}`)),a=i.filter(r=>!s.has(`${r.kind} ${r.id}`));return{...e,results:[...e.results,...a]}}const _t="ivig-language",Di={en:"en",es:"es"};function qi(n=()=>localStorage,t=navigator.languages){let e=null;try{e=n().getItem(_t)}catch{e=null}return je(Di,[e,...t]).language}function Vi(n,t=()=>localStorage){try{t().setItem(_t,n)}catch{return}}const Bi={emergency:y.phone,urgent:y.hospital,tell_nurse:y.nurse,same_day:y.calendar,self_care:y.home};function Wi(n,t){const e=`level-${n.id}`;return o`<section class="level" data-level=${n.id} aria-labelledby=${e}>
    <header>
      ${Bi[n.id]??y.alert}
      <h3 id=${e} tabindex="-1" lang="en">${n.title}</h3>
    </header>
    <p class="told"><span>${t.told}:</span> ${A(n.told)}</p>
    <table role="table" aria-labelledby=${e}>
      <thead role="rowgroup">
        <tr role="row"><th role="columnheader" scope="col">${t.sign}</th><th role="columnheader" scope="col">${t.think}</th></tr>
      </thead>
      <tbody role="rowgroup">
        ${n.rules.map(i=>o`<tr role="row" id=${`rule-${i.id}`}>
            <td role="cell">${A(i.text)}${ft(i.sources,i.general,t)}</td>
            <td role="cell" lang="en" data-label=${t.think}>${i.suspected.length===0?o`<span aria-hidden="true">–</span>`:i.suspected.join(", ")}</td>
          </tr>`)}
      </tbody>
    </table>
  </section>`}const At=n=>t=>{const i=t.currentTarget.getRootNode().getElementById(n);i?.closest(".level")?.scrollIntoView({block:"start"}),i?.focus({preventScroll:!0})};function St(n,t){return o`<article class="levels" aria-labelledby="levels-title">
    <h2 id="levels-title" tabindex="-1">${t.glance}</h2>
    <p class="hint">${t.levelsHint}</p>
    <div class="jump no-print" role="group" aria-label=${t.index}>
      ${n.levels.map(e=>o`<button type="button" lang="en" @click=${At(`level-${e.id}`)}>${e.title}</button>`)}
      <button type="button" @click=${At("risks-title")}>${t.risks}</button>
    </div>
    ${n.levels.map(e=>Wi(e,t))}
    <section class="level risks" aria-labelledby="risks-title">
      <header>${y.alert}<h3 id="risks-title" tabindex="-1">${t.risks}</h3></header>
      <table role="table" aria-labelledby="risks-title">
        <thead role="rowgroup">
          <tr role="row"><th role="columnheader" scope="col">${t.risk}</th><th role="columnheader" scope="col">${t.organ}</th></tr>
        </thead>
        <tbody role="rowgroup">
          ${n.risks.map(e=>o`<tr role="row">
              <td role="cell">${A(`${e.name.charAt(0).toUpperCase()}${e.name.slice(1)}`)}${ft(e.sources,e.general,t)}</td>
              <td role="cell" data-label=${t.organ}>${e.organs.map(i=>t.organs[i]??i).join(", ")}</td>
            </tr>`)}
        </tbody>
      </table>
    </section>
  </article>`}function Et(n,t){return o`<section class="documents" aria-labelledby="documents-title">
    <h2 id="documents-title">${t.documents}</h2>
    <dl lang="en">
      ${Object.entries(n.documents).map(([e,i])=>o`<div>
          <dt>${e}</dt>
          <dd><cite>${i.title}</cite> (${i.grade}).${i.caution===null?c:o` ${i.caution}`}</dd>
        </div>`)}
    </dl>
    <p lang="en">${n.note}</p>
    <p class="version">${t.protocol} ${n.protocol_version}</p>
  </section>`}const Fi=E`
  body { margin: 0; }
  @page { margin: 14mm 15mm 16mm; }
`,Gi=E`
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
    .card .first, .entries > li, tr, .conclusion, .documents dl > div { break-inside: avoid; }
    .level { overflow: visible; margin-block-start: 4mm; }
    .level header { break-after: avoid; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .level[data-level="emergency"] header, .level[data-level="urgent"] header { background: #fff; color: #000; border-block-end: 1.5pt solid #000; }
    thead { display: table-header-group; }
    th, td { padding: 1.2mm 3mm; }
    .entries { gap: 2.2mm; }
    .gs { border: 0.5pt solid #555; }
    .documents { margin-block-start: 6mm; break-inside: avoid; }
    :focus-visible { outline: none; }
    .everything, .print-only { display: block; }
    .everything > article { break-after: page; }
    .columns[data-browsing]:has(+ .everything) { display: none; }
  }
`,Ki=["system","light","dark"],Ji=["normal","large","largest"],Ct={en:"English",es:"Español"};function Ie(n,t,e,i,s,a){return o`<fieldset>
    <legend>${t}</legend>
    ${e.map(r=>o`<label>
        <input type="radio" name=${n} .checked=${r===s} @change=${()=>a(r)} />
        <span lang=${n==="language"?r:""}>${i[r]??r}</span>
      </label>`)}
  </fieldset>`}function Zi({preferences:n,language:t,change:e,speak:i},s){return o`<div class="reading" id="reading">
    ${Ie("theme",s.theme,Ki,s.themes,n.theme,a=>e({...n,theme:a}))}
    ${Ie("size",s.textSize,Ji,s.textSizes,n.textSize,a=>e({...n,textSize:a}))}
    ${Ie("language",s.language,Object.keys(Ct),Ct,t,i)}
    <label class="contrast">
      <input
        type="checkbox"
        .checked=${n.highContrast}
        @change=${a=>e({...n,highContrast:a.target.checked})}
      />
      <span>${s.contrast}</span>
    </label>
  </div>`}const Yi={card:n=>`#${n}`,calculation:n=>`#${ne}${n}`,rule:()=>"#levels",statement:null};function Qi(n,t,e){const i=Yi[n.kind]?.(n.id),s=o`<span class="kind" data-kind=${n.kind}>${e.kinds[n.kind]}</span>`,a=t.cards.filter(r=>n.kind==="statement"&&n.cards.includes(r.id));return o`<li data-kind=${n.kind}>
    ${i===void 0?s:o`<a class="go" href=${i} data-rule=${n.kind==="rule"?n.id:c}>${s}<strong lang="en">${n.title}</strong></a>`}
    <p>${A(n.text)}</p>
    ${fe(n.sources,n.general,e)}
    ${a.length===0?c:o`<p class="in-card">${e.inCard}: ${a.map((r,l)=>o`${l>0?", ":c}<a lang="en" href=${`#${r.id}`}>${r.title}</a>`)}</p>`}
  </li>`}function zt({found:n,busy:t,offline:e},i){return t&&n.results.length===0?i.searching:n.held?i.found(n.results.length):e?i.notHeldOffline:i.notHeld}function Xi(n,t,e){const{found:i,busy:s,offline:a}=n,r=!s&&!i.held;return o`<section class="search-results" aria-labelledby="results-title">
    <h2 id="results-title" class=${r?"declined":"count"}>${zt(n,e)}</h2>
    ${r&&i.text!==""?o`<p class="decline">${A(i.text)}</p>`:c}
    ${a?o`<p class="hint">${y.offline}${e.wordsOnly}</p>`:c}
    ${r&&i.results.length>0?o`<p class="hint">${e.besides}</p>`:c}
    <ol>${i.results.map(l=>Qi(l,t,e))}</ol>
  </section>`}const en=200,tn=2;class nn{constructor(t,e,i=en){$(this,L);$(this,re);$(this,ae);this.host=t,this.server=e,this.pause=i,this.answer=null,this.busy=!1,this.unreachable=!1,t.addController(this)}hostDisconnected(){h(this,L,We).call(this)}look(t){h(this,L,We).call(this);const e=t.trim().replace(/\s+/g," ");this.busy=e.length>=tn,this.busy?ce(this,re,setTimeout(()=>{h(this,L,qt).call(this,e)},this.pause)):this.answer=null,this.host.requestUpdate()}}re=new WeakMap,ae=new WeakMap,L=new WeakSet,We=function(){clearTimeout(d(this,re)),d(this,ae)?.abort(),this.busy=!1},qt=async function(t){const e=ce(this,ae,new AbortController);try{this.answer=await this.server.search(t,e.signal),this.unreachable=!1}catch(i){if(e.signal.aborted)return;if(!(i instanceof te))throw i;this.answer=null,this.unreachable=!0}this.busy=!1,this.host.requestUpdate()};const Mt={en:{title:"IVIG quick reference",subtitle:"For infusion nurses",disclaimer:"Not a guideline. Not a medical device. The order and the product's label govern.",emergency:"Emergency:",skip:"Skip to the content",loading:"Loading the cards …",notLoaded:"The cards could not be loaded. If this may be an emergency, call the emergency number now.",retry:"Try again",offline:"No connection. Cards, danger signs and word search work; calculators wait for the connection.",contentInEnglish:"",search:"Search cards and documents",searchHint:"For example: premed, leg swelling, start rate",clear:"Clear the search",searching:"Searching …",found:n=>n===1?"1 result":`${n} results`,notHeld:"The documents do not hold this.",notHeldOffline:"No card holds these words.",wordsOnly:"Without a connection only words on the cards are found.",besides:"Cards and signs that hold these words:",kinds:{card:"Card",calculation:"Calculator",statement:"Document",rule:"Danger sign"},inCard:"On the card",index:"Contents",all:"All cards",glance:"Danger signs and levels",calculators:"Calculators",first:"First",relatedCalculators:"Calculate",source:"Source",lines:n=>`${n.length===1?"line":"lines"} ${n.join(", ")}`,general:"general safety advice",generalLong:"General safety advice: no document holds it.",about:"about",conclusion:"Safe conclusion",documents:"The documents",protocol:"Protocol",noCard:n=>`There is no card “${n}”. Choose one from the contents.`,printCard:"Print",printAll:"Print all cards",printed:n=>`Printed ${n}`,told:"The patient is told",sign:"Sign",think:"Think of",risks:"What raises the risk",risk:"Risk factor",organ:"Concerns",organs:{kidney:"kidneys",vessels:"clots",allergy:"allergy",infection:"infection"},levelsHint:"The most urgent level that fits counts. “Unknown” is never “no”.",unit:"Unit",accepted:n=>`Accepted: ${n}`,result:"Result",noResult:"The result appears here as you fill in.",fillIn:n=>`Fill in: ${n}.`,working:"Working it out …",waiting:"No connection: the calculator waits. What you typed is kept.",steps:"Worked out",formula:"Show the formula",reset:"Reset",wasReset:"All fields are empty.",checkValues:"Check the values. Nothing is kept or sent on; the fields are emptied when you leave.",reading:"Display",theme:"Colours",themes:{system:"As the device",light:"Light",dark:"Dark"},contrast:"High contrast",textSize:"Text size",textSizes:{normal:"Normal",large:"Large",largest:"Largest"},language:"Language"},es:{title:"Referencia rápida de IVIG",subtitle:"Para enfermería de infusión",disclaimer:"No es una guía clínica. No es un producto sanitario. Mandan la orden médica y la ficha del producto.",emergency:"Emergencia:",skip:"Ir al contenido",loading:"Cargando las tarjetas …",notLoaded:"No se pudieron cargar las tarjetas. Si puede ser una emergencia, llame ahora al número de emergencias.",retry:"Intentar de nuevo",offline:"Sin conexión. Funcionan las tarjetas, los signos de peligro y la búsqueda por palabras; las calculadoras esperan la conexión.",contentInEnglish:"El contenido de las tarjetas está en inglés. Busque en inglés.",search:"Buscar en tarjetas y documentos",searchHint:"Por ejemplo: premed, leg swelling, start rate",clear:"Borrar la búsqueda",searching:"Buscando …",found:n=>n===1?"1 resultado":`${n} resultados`,notHeld:"Los documentos no contienen esto.",notHeldOffline:"Ninguna tarjeta contiene estas palabras.",wordsOnly:"Sin conexión solo se encuentran palabras de las tarjetas.",besides:"Tarjetas y signos que contienen estas palabras:",kinds:{card:"Tarjeta",calculation:"Calculadora",statement:"Documento",rule:"Signo de peligro"},inCard:"En la tarjeta",index:"Contenido",all:"Todas las tarjetas",glance:"Signos de peligro y niveles",calculators:"Calculadoras",first:"Primero",relatedCalculators:"Calcular",source:"Fuente",lines:n=>`${n.length===1?"línea":"líneas"} ${n.join(", ")}`,general:"consejo general de seguridad",generalLong:"Consejo general de seguridad: no está en ningún documento.",about:"sobre",conclusion:"Conclusión segura",documents:"Los documentos",protocol:"Protocolo",noCard:n=>`No hay ninguna tarjeta «${n}». Elija una del contenido.`,printCard:"Imprimir",printAll:"Imprimir todas las tarjetas",printed:n=>`Impreso el ${n}`,told:"Al paciente se le dice",sign:"Signo",think:"Pensar en",risks:"Qué aumenta el riesgo",risk:"Factor de riesgo",organ:"Afecta a",organs:{kidney:"riñones",vessels:"coágulos",allergy:"alergia",infection:"infección"},levelsHint:"Cuenta el nivel más urgente que se cumpla. «No se sabe» nunca es «no».",unit:"Unidad",accepted:n=>`Se acepta: ${n}`,result:"Resultado",noResult:"El resultado aparece aquí al rellenar los campos.",fillIn:n=>`Rellene: ${n}.`,working:"Calculando …",waiting:"Sin conexión: la calculadora espera. Lo escrito se conserva.",steps:"Cálculo",formula:"Mostrar la fórmula",reset:"Vaciar",wasReset:"Todos los campos están vacíos.",checkValues:"Compruebe los valores. Nada se guarda ni se reenvía; los campos se vacían al salir.",reading:"Pantalla",theme:"Colores",themes:{system:"Como el dispositivo",light:"Claro",dark:"Oscuro"},contrast:"Alto contraste",textSize:"Tamaño del texto",textSizes:{normal:"Normal",large:"Grande",largest:"Muy grande"},language:"Idioma"}},_e=class _e extends V{constructor(){super();$(this,u);$(this,B,new _i);$(this,W,new nn(this,d(this,B)));$(this,F,async()=>{this.failed=!1;try{this.reference=await d(this,B).reference(),await this.updateComplete,h(this,u,ze).call(this)}catch{this.failed=!0}});$(this,G,()=>{this.hash=location.hash,this.browsing=this.hash==="",h(this,u,ze).call(this),this.updateComplete.then(()=>{const e=this.browsing?"#search":"main h2";this.renderRoot.querySelector(e)?.focus({preventScroll:!0}),window.scrollTo(0,0)})});$(this,H,()=>{this.offline=!navigator.onLine,this.offline||d(this,W).look(this.query),!this.offline&&this.reference===null&&d(this,F).call(this)});$(this,oe,()=>{this.printing="page"});$(this,ve,e=>{this.preferences=e,Ti(e),h(this,u,Me).call(this)});$(this,ye,e=>{this.language=e,Vi(e),h(this,u,Me).call(this),h(this,u,ze).call(this)});$(this,le,()=>{h(this,u,Ge).call(this,""),this.renderRoot.querySelector("#search")?.focus()});$(this,ke,e=>{if(e.key==="Escape"&&this.query!==""){e.preventDefault(),d(this,le).call(this);return}const i=this.renderRoot.querySelector("#search"),s=[...this.renderRoot.querySelectorAll(".search-results a.go, nav.index a")],a=this.renderRoot.activeElement,r=s.findIndex(l=>l===a);if(e.key==="Enter"&&a===i&&this.query.trim()!=="")s[0]?.click();else if(e.key==="ArrowDown"&&(a===i||r>=0))s[r+1]?.focus();else if(e.key==="ArrowUp"&&r>=0)(s[r-1]??i)?.focus();else return;e.preventDefault()});$(this,we,e=>{e.preventDefault(),this.renderRoot.querySelector("main")?.focus()});$(this,xe,e=>{e.preventDefault(),this.query="",history.pushState(null,"",location.pathname+location.search),d(this,G).call(this)});this.reference=null,this.failed=!1,this.hash=location.hash,this.query="",this.browsing=location.hash==="",this.offline=!navigator.onLine,this.reading=!1,this.preferences=Mi(),this.language=qi(),this.printing="page"}connectedCallback(){super.connectedCallback(),window.addEventListener("hashchange",d(this,G)),window.addEventListener("online",d(this,H)),window.addEventListener("offline",d(this,H)),window.addEventListener("afterprint",d(this,oe)),h(this,u,Me).call(this),d(this,F).call(this)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("hashchange",d(this,G)),window.removeEventListener("online",d(this,H)),window.removeEventListener("offline",d(this,H)),window.removeEventListener("afterprint",d(this,oe))}render(){const e=d(this,u,S);return o`<a class="skip" href="#main" @click=${d(this,we)}>${e.skip}</a>
      ${h(this,u,Wt).call(this)}
      ${this.reference===null?h(this,u,Ft).call(this):h(this,u,Gt).call(this,this.reference)}`}};B=new WeakMap,W=new WeakMap,u=new WeakSet,S=function(){return je(Mt,[this.language]).strings},F=new WeakMap,G=new WeakMap,H=new WeakMap,oe=new WeakMap,Fe=function(e){this.printing=e,this.updateComplete.then(()=>window.print())},ze=function(){const e=h(this,u,Vt).call(this),i=e===null?void 0:h(this,u,Bt).call(this,e);document.title=i===void 0?d(this,u,S).title:`${i} – ${d(this,u,S).title}`},Me=function(){Oi(this,this.preferences),this.lang=this.language,document.documentElement.lang=this.language,document.documentElement.dir=je(Mt,[this.language]).direction},ve=new WeakMap,ye=new WeakMap,Ge=function(e){this.query=e,this.browsing=e.trim()!==""||this.hash==="",d(this,W).look(e)},le=new WeakMap,ke=new WeakMap,Vt=function(){return this.reference===null?null:kt(this.hash,this.reference)},Bt=function(e){if(e.kind==="levels")return d(this,u,S).glance;if(e.kind==="card")return this.reference?.cards.find(i=>i.id===e.id)?.title;if(e.kind==="calculation")return this.reference?.calculations.find(i=>i.id===e.id)?.title},we=new WeakMap,Wt=function(){const e=d(this,u,S),i=this.reference?.emergency_number??this.getAttribute("emergency-number"),s=i===null?[]:yi(i);return o`<header class="top">
      <div class="bar">
        <div class="name"><h1>${e.title}</h1><p>${e.subtitle}</p></div>
        <button type="button" class="plain no-print" aria-expanded=${this.reading} aria-controls="reading" @click=${()=>this.reading=!this.reading}>
          ${y.settings}<span>${e.reading}</span>
        </button>
      </div>
      <div id="reading-place" ?hidden=${!this.reading}>
        ${Zi({preferences:this.preferences,language:this.language,change:d(this,ve),speak:d(this,ye)},e)}
      </div>
      ${s.length===0?c:o`<p class="emergency">
            ${y.phone}<span>${e.emergency}
            ${s.map(({number:a,where:r},l)=>o`${l>0?", ":c}${a===""?r:o`<a href=${`tel:${a.replace(/[^+\d]/g,"")}`}>${a}</a>${r===""?c:o` (${r})`}`}`)}</span>
          </p>`}
      <p class="disclaimer">${e.disclaimer}</p>
      <p class="print-only">${e.printed(new Date().toLocaleDateString(this.language))}${this.reference===null?c:` · ${e.protocol} ${this.reference.protocol_version}`}</p>
    </header>`},Ft=function(){const e=d(this,u,S);return this.failed?o`<main id="main" tabindex="-1">
      <div role="alert" class="failure"><p>${y.alert}<span>${e.notLoaded}</span></p></div>
      <button type="button" class="primary" @click=${d(this,F)}>${y.restart}<span>${e.retry}</span></button>
    </main>`:o`<main id="main" tabindex="-1"><p role="status" class="loading">${e.loading}</p></main>`},Gt=function(e){const i=d(this,u,S),s=this.query.trim()!=="",{answer:a,busy:r,unreachable:l}=d(this,W),p=this.offline||l,f={found:Ii(this.query.trim(),e,a),busy:r,offline:p};return o`${p?o`<p class="offline no-print" role="status">${y.offline}<span>${i.offline}</span></p>`:c}
      ${i.contentInEnglish===""?c:o`<p class="english no-print">${i.contentInEnglish}</p>`}
      <div class="columns" data-browsing=${this.browsing} @keydown=${d(this,ke)}>
        <div class="aside no-print">
          <search class="search">
            <label for="search">${i.search}</label>
            <div class="line">
              <input id="search" type="search" autocomplete="off" spellcheck="false" maxlength="200" enterkeyhint="search"
                aria-describedby="search-hint" .value=${this.query} @input=${b=>h(this,u,Ge).call(this,b.target.value)} />
              ${s?o`<button type="button" aria-label=${i.clear} @click=${d(this,le)}>${y.close}</button>`:c}
            </div>
            <p class="hint" id="search-hint" lang=${this.language}>${i.searchHint}</p>
            <p role="status" class="visually-hidden">${s?zt(f,i):c}</p>
          </search>
          ${s?Xi(f,e,i):h(this,u,Kt).call(this,e)}
        </div>
        <main id="main" tabindex="-1">
          ${h(this,u,Jt).call(this,e)}
          ${Et(e,i)}
        </main>
      </div>
      ${this.printing==="all"?h(this,u,Zt).call(this,e):c}`},Kt=function(e){const i=d(this,u,S),s=this.hash.slice(1),a=(r,l,p)=>o`<li><a href=${`#${r}`} lang=${"en"} aria-current=${s===r?"page":c}>${l}</a></li>`;return o`<nav class="index" aria-label=${i.index}>
      <ul class="glance"><li><a href="#levels" aria-current=${s==="levels"?"page":c}>${y.alert}<span>${i.glance}</span></a></li></ul>
      ${e.groups.map(r=>o`<h2 lang="en">${r.title}</h2>
          <ul>${e.cards.filter(l=>l.group===r.id).map(l=>a(l.id,l.title))}</ul>`)}
      <h2>${i.calculators}</h2>
      <ul>${e.calculations.map(r=>a(`${ne}${r.id}`,r.title))}</ul>
      <p class="print-all">${gt(i.printAll,()=>h(this,u,Fe).call(this,"all"))}</p>
    </nav>`},Jt=function(e){const i=d(this,u,S),s=kt(this.hash,e),a=o`<div class="tools no-print">
      <a class="button back" href="#" @click=${d(this,xe)}>${i.all}</a>
      ${gt(i.printCard,()=>h(this,u,Fe).call(this,"page"))}
    </div>`,r=s.kind==="card"?e.cards.find(f=>f.id===s.id):void 0;if(r!==void 0)return o`${a}${xt(r,e,i)}`;const l=s.kind==="calculation"?e.calculations.find(f=>f.id===s.id):void 0;if(l!==void 0){const f=e.cards.find(b=>b.id===l.card);return o`${a}
        <article class="calculator" aria-labelledby="calculator-title">
          <h2 id="calculator-title" tabindex="-1" lang="en">${l.title}</h2>
          <ivig-calculator .calculation=${l} .server=${d(this,B)} .strings=${i}></ivig-calculator>
          ${f===void 0?c:o`<p class="in-card">${i.inCard}: <a lang="en" href=${`#${f.id}`}>${f.title}</a></p>`}
        </article>`}const p=s.kind==="unknown"?o`<p role="status" class="lost">${y.alert}<span>${i.noCard(s.id)}</span></p>`:c;return o`${p}${a}${St(e,i)}`},xe=new WeakMap,Zt=function(e){return o`<div class="everything">
      ${St(e,d(this,u,S))} ${e.cards.map(i=>xt(i,e,d(this,u,S)))}
      ${Et(e,d(this,u,S))}
    </div>`},_e.styles=[vi,pt,$t,Si,Gi],_e.properties={reference:{state:!0},failed:{state:!0},hash:{state:!0},query:{state:!0},browsing:{state:!0},offline:{state:!0},reading:{state:!0},preferences:{state:!0},language:{state:!0},printing:{state:!0}};let De=_e;const Tt=Fi.styleSheet;Tt!==void 0&&document.adoptedStyleSheets.push(Tt),customElements.define("ivig-calculator",Ue),customElements.define("ivig-nurse-page",De)})();
