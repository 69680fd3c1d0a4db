# The shell of the desk: a short prompt, the folder in the title of the window.
case $- in *i*) ;; *) return ;; esac

HISTSIZE=5000
HISTFILESIZE=20000
HISTCONTROL=ignoreboth
shopt -s histappend checkwinsize
PS1='\[\e]0;Terminal – \w\a\]\[\e[91m\]\w\[\e[0m\] \$ '
alias ls='ls --color=auto' ll='ls -l --color=auto' grep='grep --color=auto'
